package dev.flatline.cli.report;

import static dev.flatline.cli.follow.Messages.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.cli.follow.FollowedRuns;
import dev.flatline.cli.follow.Messages;
import dev.flatline.events.v1.RunEnded.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

    private final FollowedRuns runs = new FollowedRuns(run -> true);

    @Test
    void theConclusionOfAFaultyRunIsItsDiagnosis() {
        // Given
        runs.take(Messages.firing());
        runs.take(Messages.signals("completed", 399, List.of(Messages.firing())));
        runs.take(Messages.ended(RUN, Status.COMPLETED, "", 400));

        // When
        String text = Conclusion.of(runs.all().get(0));

        // Then
        assertThat(text).isEqualTo("""

                        == digits: completed after 400 iterations ==
                           Diagnosis saturating-activation (confidence 84 %)
                           Why       Sigmoids saturate in layers 0 and 2.
                           Fix       .activation(Activation.RELU)
                           Or else   learning-rate-too-high (30 %)
                           Alert     output-collapse (constant), critical, since iteration 12, there to the end
                           Agent     took 0.420 % of the training's time lately; 400 iterations captured, 3 thinned, 0
                                     messages dropped
                        """);
    }

    @Test
    void theConclusionOfAHealthyRunSaysSo() {
        // Given
        runs.take(Messages.signals("completed", 399, List.of(), 0.93));

        // When
        String text = Conclusion.of(runs.all().get(0));

        // Then
        assertThat(text)
                .contains("== digits: completed after 400 iterations ==")
                .contains("Diagnosis No fault found in 400 iterations.");
    }

    @Test
    void theConclusionOfARecoveredRunSaysThatItIsOver() {
        // Given
        runs.take(Messages.firing());
        runs.take(Messages.resolved(220));
        runs.take(Messages.signals("completed", 399, List.of(), 0.93));

        // When
        String text = Conclusion.of(runs.all().get(0));

        // Then
        assertThat(text).contains("What was wrong has gone").contains("since iteration 12, gone at iteration 220");
    }

    @Test
    void theConclusionOfAFailedRunSaysHowItFailed() {
        // Given
        runs.take(Messages.signals("completed", 9, List.of(), 0.93));
        runs.take(Messages.ended(RUN, Status.FAILED, "the process ended with exit code 5", 10));

        // When
        String text = Conclusion.of(runs.all().get(0));

        // Then
        assertThat(text).contains("== digits: failed (the process ended with exit code 5) after 10 iterations ==");
    }

    @Test
    void theConclusionOfARunThatWasNeverAnalysedSaysSo() {
        // Given
        runs.take(Messages.started(RUN));

        // When
        String text = Conclusion.of(runs.all().get(0));

        // Then
        assertThat(text).contains("no step of it was analysed");
    }

    @Test
    void theStatusLineNamesWhatFires() {
        assertThat(StatusLine.of(Messages.signals("running", 60, List.of(Messages.firing()))))
                .isEqualTo("digits: iteration 60, score 2.30, skill under 1 %, output diversity under 1 %"
                        + " - firing: output-collapse (constant)");
    }

    @Test
    void theStatusLineSaysWhetherSomethingIsLearned() {
        assertThat(StatusLine.of(Messages.signals("running", 60, List.of(), 0.5)))
                .endsWith(" - learning");
        assertThat(StatusLine.of(Messages.signals("running", 60, List.of(), 0.001)))
                .endsWith(" - no better than a constant answer so far");
        assertThat(StatusLine.of(Messages.signals("running", 60, List.of(), Double.NaN)))
                .doesNotContain("skill")
                .endsWith(" - watching");
    }
}

package dev.flatline.cli.follow;

import static dev.flatline.cli.follow.Messages.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.AlertState;
import dev.flatline.alert.RunRef;
import dev.flatline.alert.Severity;
import dev.flatline.events.v1.RunEnded;
import dev.flatline.events.v1.RunEnded.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FollowedRunsTest {

    private final FollowedRuns runs = new FollowedRuns(run -> true);

    @Test
    void aRunIsKnownFromItsBeginning() {
        // When
        runs.take(Messages.started(RUN));

        // Then
        FollowedRun run = runs.all().get(0);
        assertThat(run.run()).isEqualTo(RUN);
        assertThat(run.status()).isEqualTo("running");
        assertThat(run.iterations()).isZero();
        assertThat(runs.haveEnds()).isFalse();
        assertThat(runs.areOver()).isFalse();
    }

    @Test
    void isOverWhenTheProcessorHasSeenTheEnd() {
        // Given
        runs.take(Messages.started(RUN));
        runs.take(Messages.ended(RUN, Status.COMPLETED, "", 400));
        boolean before = runs.areOver();

        // When
        runs.take(Messages.signals("completed", 399, List.of()));

        // Then
        assertThat(before).isFalse();
        assertThat(runs.areOver()).isTrue();
    }

    @Test
    void howTheProcessEndedCountsMoreThanWhatTheRunSaid() {
        // Given
        runs.take(Messages.started(RUN));
        runs.take(Messages.ended(RUN, Status.COMPLETED, "", 400));
        runs.take(Messages.signals("completed", 399, List.of()));
        RunEnded failed = RunEnded.newBuilder()
                .setStatus(Status.FAILED)
                .setReason("the process ended with exit code 5")
                .build();

        // When
        runs.all().get(0).correct(failed);
        runs.take(Messages.ended(RUN, Status.COMPLETED, "", 400));

        // Then
        assertThat(runs.all().get(0).status()).isEqualTo("failed");
        assertThat(runs.all().get(0).statusReason()).isEqualTo("the process ended with exit code 5");
    }

    @Test
    void anEpisodeIsOneAlertThatChanges() {
        // Given
        runs.take(Messages.firing());

        // When
        runs.take(Messages.resolved(220));
        runs.take(Messages.firing());

        // Then
        FollowedRun run = runs.all().get(0);
        assertThat(run.alerts()).hasSize(1).allMatch(alert -> alert.state() == AlertState.RESOLVED);
        assertThat(run.firing()).isEmpty();
        assertThat(run.hasHad(Severity.CRITICAL)).isTrue();
    }

    @Test
    void keepsAttemptsApart() {
        // Given
        RunRef second = new RunRef(RUN.id(), RUN.name(), 8, Map.of());

        // When
        runs.take(Messages.started(RUN));
        runs.take(Messages.started(second));

        // Then
        assertThat(runs.all()).extracting(run -> run.run().attempt()).containsExactly(7L, 8L);
    }

    @Test
    void knowsNothingOfOtherPeoplesRuns() {
        // Given
        FollowedRuns ours = new FollowedRuns(run -> run.tags().containsKey("ours"));

        // When
        ours.take(Messages.started(RUN));
        ours.take(Messages.ended(RUN, Status.COMPLETED, "", 400));
        ours.take(Messages.signals("completed", 399, List.of()));
        boolean alertIsOurs = ours.take(Messages.firing());

        // Then
        assertThat(ours.isEmpty()).isTrue();
        assertThat(alertIsOurs).isFalse();
    }
}

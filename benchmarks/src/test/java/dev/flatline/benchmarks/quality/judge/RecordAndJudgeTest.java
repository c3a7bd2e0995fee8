package dev.flatline.benchmarks.quality.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Alert;
import dev.flatline.benchmarks.quality.own.OwnSuite;
import dev.flatline.benchmarks.quality.training.Recorder;
import dev.flatline.benchmarks.quality.training.Recording;
import dev.flatline.benchmarks.quality.training.RunLabel;
import dev.flatline.benchmarks.quality.training.TrainingCase;
import dev.flatline.events.v1.Telemetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a real training with the real agent to what the real topology says of it, and how that is counted. */
class RecordAndJudgeTest {

    private static final String FAULTY = "bad-softmax-of-one";
    private static final String HEALTHY = "ok-blobs-relu";

    @TempDir
    private Path directory;

    @Test
    void aFaultyTrainingIsWarnedOfAndAHealthyOneIsNot() throws IOException {
        // Given
        record(FAULTY);
        record(HEALTHY);

        // When
        List<Judgement> runs = judge(1);

        // Then
        assertThat(runs).extracting(run -> run.label().id()).containsExactly(FAULTY, HEALTHY);
        assertThat(runs).extracting(Judgement::verdict).containsExactly("ok", "ok");
        assertThat(runs.get(0).fired())
                .extracting(alert -> alert.symptom().kind())
                .contains("output-collapse");
        assertThat(runs.get(0).isNamed(1)).isTrue();
        assertThat(runs.get(1).alerts()).isEmpty();
        assertThat(printed(runs))
                .contains("| failing runs warned of (recall) | 1 of 1 (100.0 %) |")
                .contains("| healthy runs with a false alarm | 0 of 1 (0.0 %) |")
                .contains("| SageMaker Debugger | ExplodingTensor | 0 of 1 (0.0 %) | 0 of 1 (0.0 %) |")
                .contains("| TheDeepChecker | constant output | 1 of 1 (100.0 %) | 0 of 1 (0.0 %) | 50 (50 to 50) |");
    }

    @Test
    void aRecordingHoldsWhatTheAgentSendsFromBeginningToEnd() throws IOException {
        // Given
        record(FAULTY);

        // When
        List<Telemetry> messages = new ArrayList<>();
        Recording.all(directory.resolve("own")).get(0).forEach(messages::add);

        // Then
        assertThat(messages.get(0).getRunStarted().getName()).isEqualTo(FAULTY + "-s1");
        assertThat(messages.stream().filter(Telemetry::hasStep)).hasSize(500).allSatisfy(message -> {
            assertThat(message.getStep().getLayersCount()).isEqualTo(2);
            assertThat(message.getStep().getOutputsCount()).isEqualTo(1);
            assertThat(message.getStep().getInputsCount()).isEqualTo(1);
        });
        assertThat(messages.get(messages.size() - 1).getRunEnded().getIterations())
                .isEqualTo(500);
    }

    @Test
    void whatIsThinnedIsStillWarnedOf() throws IOException {
        // Given
        record(FAULTY);

        // When
        Judgement run = judge(32).get(0);

        // Then
        assertThat(run.fired()).extracting(Alert::firedIteration).isNotEmpty();
    }

    @Test
    void whatIsRecordedIsNotRecordedAgain() throws IOException {
        // Given
        RunLabel label = record(FAULTY);

        // When
        boolean known = new Recorder(directory.resolve("own"), 10).has(named(FAULTY), 1);

        // Then
        assertThat(known).isTrue();
        assertThat(Recording.all(directory.resolve("own")))
                .extracting(Recording::label)
                .containsExactly(label);
    }

    private RunLabel record(String id) throws IOException {
        return new Recorder(directory.resolve("own"), 1000).record(named(id), 1);
    }

    private static TrainingCase named(String id) {
        return OwnSuite.cases().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<Judgement> judge(int layersEvery) throws IOException {
        List<Judgement> runs = new ArrayList<>();
        try (Replay replay = new Replay(directory.resolve("state"))) {
            for (Recording recording : Recording.all(directory.resolve("own"))) {
                runs.add(new Judge(replay, layersEvery).judge(recording));
            }
        }
        return runs;
    }

    private static String printed(List<Judgement> runs) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new QualityReport(runs, new PrintStream(printed, true, StandardCharsets.UTF_8)).print();
        return printed.toString(StandardCharsets.UTF_8);
    }
}

package dev.flatline.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.cli.e2e.FlatlineProcess.Ended;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code flatline demo} as a user starts it. */
class DemoCommandTest {

    @TempDir
    private Path folder;

    @Test
    void theFaultyOneAndTheCuredOneAreComparedAtTheEnd() throws Exception {
        // When
        Ended ended = FlatlineProcess.start(folder, List.of("demo", "--iterations", "70"))
                .await();

        // Then
        assertThat(ended.code()).isZero();
        assertThat(ended.report().at("/runs/0/name").asText()).isEqualTo("sigmoid-cnn");
        assertThat(ended.report().at("/runs/1/name").asText()).isEqualTo("sigmoid-cnn-cured");
        assertThat(ended.err())
                .contains("== sigmoid-cnn: as it was, and cured ==")
                .containsPattern("Accuracy +0\\.100 on 1000 digits +0\\.[89]\\d+ on 1000 digits\n")
                .containsPattern("Different answers +1 +10\n")
                .containsPattern("Alerts +output-collapse.* +none\n")
                .containsPattern("Diagnosis +vanishing-gradient +no fault found\n");
    }

    @Test
    void anInterruptedDemoEndsAtOnceAndTheCuredOneIsNotBegun() throws Exception {
        // Given
        FlatlineProcess flatline = FlatlineProcess.start(folder, List.of("demo", "--iterations", "100000"));
        flatline.waitFor("err", Pattern.compile("sigmoid-cnn: iteration [1-9]"));

        // When
        flatline.signal("TERM");
        Ended ended = flatline.await();

        // Then
        assertThat(ended.code()).isEqualTo(143);
        assertThat(ended.err())
                .contains("flatline: asked to end: stopping the training", "== sigmoid-cnn: killed")
                .doesNotContain("training sigmoid-cnn-cured", "as it was, and cured");
    }
}

package dev.flatline.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class OutcomeTest {

    private static final INDArray LABELS = Nd4j.createFromArray(1.0, 2.0, 3.0, 4.0);

    @TempDir
    private Path folder;

    @Test
    void theMeanAsConstantAnswerExplainsNothing() {
        // When
        Outcome outcome = Outcome.r2(Nd4j.valueArrayOf(4, 2.5), LABELS, "4 days");

        // Then
        assertThat(outcome.value()).isEqualTo(0, within(1e-9));
        assertThat(outcome).hasToString("On 4 days it had not seen: R² 0.000, the same answer to everything");
    }

    @Test
    void theTruthExplainsEverything() {
        assertThat(Outcome.r2(LABELS, LABELS, "4 days"))
                .hasToString("On 4 days it had not seen: R² 1.000, 4 different answers");
    }

    @Test
    void answersThatAreNoNumbersAreSaidToBeThat() {
        assertThat(Outcome.r2(Nd4j.valueArrayOf(4, Double.NaN), LABELS, "4 days"))
                .hasToString("On 4 days it had not seen: R² NaN, the same answer to everything");
    }

    @Test
    void accuracyCountsTheClassesThatWereNamed() {
        // Given
        Evaluation evaluation = new Evaluation(3);
        evaluation.eval(Nd4j.eye(3), Nd4j.createFromArray(new double[][] {{1, 0, 0}, {1, 0, 0}, {0, 0, 1}}));

        // Then
        assertThat(Outcome.accuracy(evaluation, "3 words"))
                .hasToString("On 3 words it had not seen: accuracy 0.667, 2 different answers");
    }

    @Test
    void aFileHoldsItForPrograms() throws IOException {
        // When
        Path file = folder.resolve("outcome");
        new Outcome("R²", 0.25, 7, "4 days").writeTo(file);

        // Then
        Properties written = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            written.load(reader);
        }
        assertThat(written)
                .containsEntry("measure", "R²")
                .containsEntry("value", "0.25")
                .containsEntry("answers", "7");
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        assertThatThrownBy(() -> new Outcome("R²", 0.25, 7, "4 days").writeTo(folder.resolve("no/such")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Cannot write the outcome to")
                .hasMessageContaining("such");
    }
}

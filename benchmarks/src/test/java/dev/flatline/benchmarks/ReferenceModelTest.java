package dev.flatline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.dataset.DataSet;

class ReferenceModelTest {

    @ParameterizedTest
    @CsvSource({"MLP, 235146", "LENET, 431080", "LSTM_50, 11851", "WIDE_MLP, 10020874"})
    void hasTheParametersItIsKnownFor(ReferenceModel model, long parameters) {
        assertThat(model.network().numParams()).isEqualTo(parameters);
    }

    @ParameterizedTest
    @CsvSource({"MLP, 32", "LENET, 64", "LSTM_50, 32", "WIDE_MLP, 32"})
    void trainsOnTheSameMiniBatchEveryTime(ReferenceModel model, int examples) {
        // Given
        DataSet first = model.batch();

        // When
        DataSet second = model.batch();

        // Then
        assertThat(first.numExamples()).isEqualTo(examples);
        assertThat(second).isEqualTo(first);
    }
}

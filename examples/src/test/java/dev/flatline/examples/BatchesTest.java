package dev.flatline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

class BatchesTest {

    /** Ten sequences of two features and three steps, each full of its own number; the label is that number. */
    private static DataSet numbered() {
        INDArray numbers = Nd4j.arange(10).reshape(10, 1);
        return new DataSet(numbers.reshape(10, 1, 1).broadcast(10, 2, 3).dup(), numbers);
    }

    @Test
    void everyExampleComesOnceInEachPassWithItsOwnLabel() {
        // When
        DataSetIterator twoPasses = new Batches(numbered(), 4, 1).first(6);

        // Then
        List<Double> labels = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        while (twoPasses.hasNext()) {
            DataSet batch = twoPasses.next();
            sizes.add(batch.numExamples());
            assertThat(batch.getFeatures().shape()).containsExactly(batch.numExamples(), 2, 3);
            assertThat(batch.getFeatures().slice(0).toDoubleMatrix()[1])
                    .containsOnly(batch.getLabels().getDouble(0));
            Arrays.stream(batch.getLabels().toDoubleVector()).forEach(labels::add);
        }
        assertThat(sizes).containsExactly(4, 4, 2, 4, 4, 2);
        Double[] all = DoubleStream.iterate(0, i -> i < 10, i -> i + 1).boxed().toArray(Double[]::new);
        assertThat(labels.subList(0, 10)).containsExactlyInAnyOrder(all);
        assertThat(labels.subList(10, 20)).containsExactlyInAnyOrder(all).isNotEqualTo(labels.subList(0, 10));
    }

    @Test
    void theSeedDecidesTheOrder() {
        // When
        DataSet first = new Batches(numbered(), 5, 7).next();

        // Then
        assertThat(new Batches(numbered(), 5, 7).next()).isEqualTo(first);
        assertThat(new Batches(numbered(), 5, 8).next()).isNotEqualTo(first);
    }
}

package dev.flatline.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.events.v1.ActivationStep;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ActivationsTest {

    /** Copies of what DL4J showed; the first is the input. */
    private static final class Copies extends BaseTrainingListener {
        private final List<INDArray> activations = new ArrayList<>();

        @Override
        @SuppressWarnings("try")
        public void onForwardPass(Model model, List<INDArray> shown) {
            try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
                shown.forEach(activation -> activations.add(activation.dup()));
            }
        }
    }

    private static void assertStep(ActivationStep step, INDArray activation) {
        double between = Math.sqrt(activation.var(false, 0).meanNumber().doubleValue());
        assertThat(step.getMean()).isCloseTo(activation.meanNumber().floatValue(), within(1e-5f));
        assertThat(step.getStddev())
                .isCloseTo((float) activation.stdNumber(false).doubleValue(), within(1e-5f));
        assertThat(step.getBetweenExampleStddev()).isCloseTo((float) between, within(1e-5f));
    }

    @Test
    void denseLayersAgreeWithNd4j() {
        // Given
        MultiLayerNetwork net = Nets.mlp(1.0);
        ObservedTraining training = ObservedTraining.of(net);
        Copies copies = new Copies();
        net.addListeners(copies);

        // When
        net.fit(Nets.rows(16));

        // Then
        assertStep(training.layer("layer0").getActivation(), copies.activations.get(1));
        assertStep(training.layer("layer1").getActivation(), copies.activations.get(2));
    }

    @Test
    void convolutionsAgreeWithNd4jThoughTheyArePermutedViews() {
        // Given: 6 channels x 36 pixels x 8 examples, few enough to be read whole
        MultiLayerNetwork net = Nets.cnn();
        ObservedTraining training = ObservedTraining.of(net);
        Copies copies = new Copies();
        net.addListeners(copies);

        // When
        net.fit(Nets.images(8));

        // Then
        assertStep(training.layer("layer0").getActivation(), copies.activations.get(1));
        assertStep(training.layer("layer2").getActivation(), copies.activations.get(3));
    }

    @Test
    void sequencesAgreeWithNd4j() {
        // Given
        MultiLayerNetwork net = Nets.lstm();
        ObservedTraining training = ObservedTraining.of(net);
        Copies copies = new Copies();
        net.addListeners(copies);

        // When
        net.fit(Nets.sequences(5));

        // Then
        assertStep(training.layer("layer0").getActivation(), copies.activations.get(1));
    }

    @Test
    void ofLargeLayersASampleIsRead() {
        // Given
        HostArray array = new HostMemory().array(Nets.random(1, 40, 300, 9, 9));

        // When
        var sample = array.sample(SamplePlan.ofActivation(array, false, 5));

        // Then
        assertThat(sample.units()).isEqualTo(128);
        assertThat(sample.examples()).isEqualTo(32);
        assertThat(sample.positions()).isEqualTo(2);
    }

    @Test
    void theSampleHoldsTheElementsItSays() {
        // Given
        INDArray numbers = Nd4j.arange(2 * 3 * 4).reshape(2, 3, 4).permute(0, 2, 1);
        HostArray array = new HostMemory().array(numbers);

        // When: units are the last axis, positions axis 1
        var sample = array.sample(SamplePlan.ofActivation(array, true, 0));

        // Then
        assertThat(sample.units()).isEqualTo(3);
        assertThat(sample.positions()).isEqualTo(4);
        assertThat(sample.values()[0]).isEqualTo(numbers.getFloat(0, 0, 0));
        assertThat(sample.values()[1]).isEqualTo(numbers.getFloat(1, 0, 0));
        assertThat(sample.values()[(2 * 4 + 3) * 2 + 1]).isEqualTo(numbers.getFloat(1, 3, 2));
    }

    @Test
    void otherNumberTypesAreReadToo() {
        // Given
        INDArray numbers = Nd4j.arange(12).reshape(3, 4);
        for (var type : List.of(DataType.DOUBLE, DataType.FLOAT16, DataType.INT32)) {
            HostArray array = new HostMemory().array(numbers.castTo(type).transpose());

            // When
            float[] read = new float[12];
            array.block().read(0, read, 12);

            // Then
            assertThat(read).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        }
    }
}

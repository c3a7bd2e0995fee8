package dev.flatline.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.events.v1.Layer;
import dev.flatline.events.v1.Step;
import java.util.function.Supplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class TrainingTest {

    private static final int UPDATES = 500;

    private static void assertUnchanged(Supplier<MultiLayerNetwork> nets, DataSet data) {
        INDArray plain = parametersAfter(nets, data, false);
        INDArray watched = parametersAfter(nets, data, true);
        assertThat(watched.toFloatVector()).isEqualTo(plain.toFloatVector());
    }

    private static INDArray parametersAfter(Supplier<MultiLayerNetwork> nets, DataSet data, boolean watched) {
        Nd4j.getRandom().setSeed(11);
        MultiLayerNetwork net = nets.get();
        ObservedTraining training = watched ? ObservedTraining.of(net) : null;
        for (int i = 0; i < UPDATES; i++) {
            net.fit(data);
        }
        if (training != null) {
            assertThat(training.steps()).hasSize(UPDATES);
            assertThat(training.steps()).anyMatch(step -> step.getProbesCount() == 2);
            assertThat(training.console).isEmpty();
        }
        return net.params();
    }

    @Test
    void anMlpWithDropoutLearnsBitForBitTheSame() {
        assertUnchanged(() -> Nets.mlp(0.7), Nets.rows(16));
    }

    @Test
    void aCnnWithBatchNormalisationLearnsBitForBitTheSame() {
        assertUnchanged(Nets::cnn, Nets.images(8));
    }

    @Test
    void anLstmLearnsBitForBitTheSame() {
        assertUnchanged(Nets::lstm, Nets.sequences(5));
    }

    @Test
    void stepsCarryIterationScoreAndTimes() {
        // Given
        MultiLayerNetwork net = Nets.mlp(1.0);
        ObservedTraining training = ObservedTraining.of(net);

        // When
        net.fit(Nets.rows(16));
        net.fit(Nets.rows(16));

        // Then
        Step step = training.lastStep();
        assertThat(training.steps()).extracting(Step::getIteration).containsExactly(0L, 1L);
        assertThat(step.getScore()).isEqualTo(net.score());
        assertThat(step.getBatchSize()).isEqualTo(16);
        assertThat(step.getStepNanos()).isPositive();
        assertThat(step.getAgentNanos()).isPositive();
        assertThat(step.getAgent().getCaptured()).isEqualTo(2);
        assertThat(step.getAgent().getStride()).isEqualTo(8);
        assertThat(step.getAgent().getLayersEvery()).isEqualTo(1);
    }

    @Test
    void theFirstStepTellsTheMemoryOfTheProcess() {
        // Given
        MultiLayerNetwork net = Nets.mlp(1.0);
        ObservedTraining training = ObservedTraining.of(net);

        // When
        net.fit(Nets.rows(16));

        // Then
        assertThat(training.lastStep().getMemory().getHeapUsed()).isPositive();
        assertThat(training.lastStep().getMemory().getNativeMax()).isPositive();
        assertThat(training.lastStep().getMemory().getResident()).isPositive();
    }

    @Test
    void theMemoryOfTheProcessGrowsByTheArraysThatItMakes() {
        // Given
        long bytes = 256L << 20;
        MultiLayerNetwork net = Nets.mlp(1.0);
        ObservedTraining training = ObservedTraining.of(net);
        net.fit(Nets.rows(16));
        long before = training.lastStep().getMemory().getResident();

        // When
        INDArray large = Nd4j.ones(DataType.FLOAT, bytes / Float.BYTES);
        try (large) {
            for (int i = 0; i < 64; i++) {
                net.fit(Nets.rows(16));
            }
        }

        // Then
        assertThat(training.lastStep().getMemory().getResident() - before).isGreaterThan(bytes / 2);
    }

    @Test
    void theDescriptionNamesEveryLayer() {
        // Given
        MultiLayerNetwork net = Nets.mlp(0.7);
        Network network = Network.of(net);

        // When
        var model = ModelDescriber.describe(
                network,
                network.layers().stream()
                        .map(layer -> LayerFacts.of(layer.layer().conf().getLayer()))
                        .toList());

        // Then
        assertThat(model.getKind()).isEqualTo("MultiLayerNetwork");
        assertThat(model.getParameters()).isEqualTo(net.numParams());
        assertThat(model.getLayers(0))
                .isEqualTo(Layer.newBuilder()
                        .setName("layer0")
                        .setType("DenseLayer")
                        .setActivation("relu")
                        .setWeightInit("XAVIER")
                        .setInputs(12)
                        .setOutputs(20)
                        .setParameters(260)
                        .setUpdater("Adam")
                        .setLearningRate(0.01)
                        .setL2(0.001)
                        .setDropoutRetain(0.7)
                        .build());
        assertThat(model.getLayers(2).getLoss()).isEqualTo("LossMCXENT");
    }

    @Test
    void frozenLayersAreNamedAsSuchAndHaveNoGradient() {
        // Given
        MultiLayerNetwork net = new TransferLearning.Builder(Nets.mlp(1.0))
                .setFeatureExtractor(0)
                .build();
        ObservedTraining training = ObservedTraining.of(net);

        // When
        net.fit(Nets.rows(8));

        // Then
        assertThat(LayerFacts.of(net.getLayerWiseConfigurations().getConf(0).getLayer())
                        .frozen())
                .isTrue();
        assertThat(training.parameter("layer0", "W").hasGradient()).isFalse();
        assertThat(training.parameter("layer0", "W").hasValue()).isTrue();
        assertThat(training.parameter("layer1", "W").hasGradient()).isTrue();
        assertThat(training.console).isEmpty();
    }
}

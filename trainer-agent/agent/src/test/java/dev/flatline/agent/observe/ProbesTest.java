package dev.flatline.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.agent.AgentSettings;
import dev.flatline.events.v1.ProbeStep;
import dev.flatline.events.v1.Telemetry;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

class ProbesTest {

    private static final int UNTIL_PROBED = 11;

    private static List<ProbeStep> firstProbes(ObservedTraining training) {
        assertThat(training.console).isEmpty();
        return training.steps().stream()
                .filter(step -> step.getProbesCount() > 0)
                .findFirst()
                .orElseThrow()
                .getProbesList();
    }

    private static List<ProbeStep> probes(MultiLayerNetwork net, DataSet data) {
        ObservedTraining training = ObservedTraining.of(net);
        for (int i = 0; i < UNTIL_PROBED; i++) {
            net.fit(data);
        }
        return firstProbes(training);
    }

    @Test
    void aNetworkThatTellsInputsApartAnswersRandomOnesDifferently() {
        // When
        List<ProbeStep> probes = probes(Nets.mlp(1.0), Nets.rows(16));

        // Then
        assertThat(probes)
                .extracting(ProbeStep::getInputs)
                .containsExactly(ProbeStep.Inputs.LIKE_THE_DATA, ProbeStep.Inputs.NOISE);
        assertThat(probes).allSatisfy(probe -> {
            assertThat(probe.getExamples()).isEqualTo(16);
            assertThat(probe.getLargestDifference()).isPositive();
            assertThat(probe.getTotalVariance()).isPositive();
            assertThat(probe.getMeanCount()).isEqualTo(probe.getUnits());
            assertThat(probe.getNonFinite()).isZero();
        });
    }

    @Test
    void aNetworkThatIsGoneHasTakenTheSecondOneAndItsParametersAlong() throws Exception {
        // Given
        List<Telemetry> messages = new ArrayList<>();
        Watch watch = Watch.into(AgentSettings.read(null), messages::add);
        List<WeakReference<?>> parts = trained(watch);
        assertThat(messages).anyMatch(message -> message.getStep().getProbesCount() > 0);

        // When
        for (int i = 0; i < 50 && parts.stream().anyMatch(part -> part.get() != null); i++) {
            System.gc();
            Thread.sleep(100);
        }

        // Then
        assertThat(watch.observers()).hasSize(1);
        assertThat(parts).allMatch(part -> part.get() == null);
    }

    private static List<WeakReference<?>> trained(Watch watch) {
        MultiLayerNetwork net = Nets.mlp(1.0);
        net.setListeners(new AddedListener(watch, null) {});
        for (int i = 0; i < UNTIL_PROBED; i++) {
            net.fit(Nets.rows(16));
        }
        return List.of(new WeakReference<>(net), new WeakReference<>(net.params()));
    }

    @Test
    void aNetworkThatSaysTheSameToAllHasNoDifferenceAtAll() {
        // Given: a network whose weights are all 0, and a rate that keeps them there
        MultiLayerNetwork net = Nets.mlp(1.0);
        net.params().assign(0);
        net.setLearningRate(0);

        // When
        List<ProbeStep> probes = probes(net, Nets.rows(16));

        // Then
        assertThat(probes).hasSize(2).allSatisfy(probe -> {
            assertThat(probe.getLargestDifference()).isZero();
            assertThat(probe.getTotalVariance()).isZero();
            assertThat(probe.getDistinctArgMax()).isEqualTo(1);
        });
    }

    @Test
    void sequencesAndImagesAreProbedInTheirShape() {
        assertThat(probes(Nets.lstm(), Nets.sequences(5))).hasSize(2);
        assertThat(probes(Nets.cnn(), Nets.images(8))).hasSize(2);
    }

    @Test
    void aGraphIsProbedAtEveryOutput() {
        // Given
        ComputationGraph graph = Nets.graphWithTwoOutputs();
        ObservedTraining training = ObservedTraining.of(graph);
        MultiDataSet data = new MultiDataSet(
                new INDArray[] {Nets.random(3, 16, 12)}, new INDArray[] {Nets.oneHot(16, 4), Nets.random(5, 16, 2)});

        // When
        for (int i = 0; i < UNTIL_PROBED; i++) {
            graph.fit(data);
        }

        // Then: two kinds of input, two outputs
        assertThat(firstProbes(training)).hasSize(4);
        assertThat(firstProbes(training)).extracting(ProbeStep::getLayer).containsExactly(1, 2, 1, 2);
    }

    @Test
    void indicesIntoATableAreDrawnFromThoseSeen() {
        // Given: noise would point outside of the table
        MultiLayerNetwork net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(0.1))
                .list()
                .layer(new EmbeddingLayer.Builder().nIn(20).nOut(6).build())
                .layer(new OutputLayer.Builder()
                        .nIn(6)
                        .nOut(4)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
        net.init();

        // When
        List<ProbeStep> probes =
                probes(net, new DataSet(Nd4j.arange(16).reshape(16, 1).castTo(Nd4j.dataType()), Nets.oneHot(16, 4)));

        // Then
        assertThat(probes).hasSize(1).allSatisfy(probe -> {
            assertThat(probe.getInputs()).isEqualTo(ProbeStep.Inputs.LIKE_THE_DATA);
            assertThat(probe.getLargestDifference()).isPositive();
        });
    }
}

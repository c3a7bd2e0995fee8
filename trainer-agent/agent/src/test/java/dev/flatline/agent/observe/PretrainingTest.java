package dev.flatline.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.agent.AgentSettings;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Layers that DL4J fits by themselves, one after the other, before the network is. */
class PretrainingTest {

    private static final int UPDATES = 500;

    private final List<Telemetry> messages = new ArrayList<>();
    private final Watch watch = Watch.into(AgentSettings.read(null), messages::add);

    private static MultiLayerNetwork pretrained(MultiLayerNetwork net) {
        for (int layer = 0; layer < 2; layer++) {
            for (int i = 0; i < UPDATES; i++) {
                net.pretrainLayer(layer, Nets.random(3 + i % 7, 8, 12));
            }
        }
        return net;
    }

    private MultiLayerNetwork watched() {
        Nd4j.getRandom().setSeed(11);
        MultiLayerNetwork net = Nets.autoencoders();
        net.setListeners(new AddedListener(watch, "digits") {});
        return net;
    }

    private List<Step> steps(String run) {
        return messages.stream()
                .filter(message -> message.getRunId().equals(run) && message.hasStep())
                .map(Telemetry::getStep)
                .toList();
    }

    private List<RunStarted> started() {
        return messages.stream()
                .filter(Telemetry::hasRunStarted)
                .map(Telemetry::getRunStarted)
                .toList();
    }

    @Test
    void aLayerLearnsBitForBitTheSame() {
        // Given
        Nd4j.getRandom().setSeed(11);
        MultiLayerNetwork plain = pretrained(Nets.autoencoders());

        // When
        MultiLayerNetwork watched = pretrained(watched());

        // Then
        assertThat(watched.params().toFloatVector()).isEqualTo(plain.params().toFloatVector());
        for (String run : List.of("digits.layer0", "digits.layer1")) {
            assertThat(steps(run))
                    .extracting(Step::getIteration)
                    .containsExactlyElementsOf(
                            LongStream.range(0, UPDATES).boxed().toList());
            assertThat(steps(run)).allMatch(step -> step.getAgent().getErrors() == 0);
        }
    }

    private static ComputationGraph pretrained(ComputationGraph graph) {
        List<DataSet> batches = IntStream.range(0, UPDATES)
                .mapToObj(i -> new DataSet(Nets.random(3 + i % 7, 8, 12), Nets.oneHot(8, 4)))
                .toList();
        graph.pretrain(new ExistingDataSetIterator(batches));
        return graph;
    }

    @Test
    void aLayerOfAGraphLearnsTheSameToo() {
        // Given
        Nd4j.getRandom().setSeed(11);
        ComputationGraph plain = pretrained(Nets.autoencoderInAGraph());
        Nd4j.getRandom().setSeed(11);
        ComputationGraph watched = Nets.autoencoderInAGraph();
        watched.setListeners(new AddedListener(watch, "graph") {});

        // When
        pretrained(watched);

        // Then
        assertThat(watched.params().toFloatVector()).isEqualTo(plain.params().toFloatVector());
        assertThat(started()).extracting(RunStarted::getName).containsExactly("graph (coder)");
        assertThat(steps("graph.coder"))
                .extracting(Step::getIteration)
                .containsExactlyElementsOf(LongStream.range(0, UPDATES).boxed().toList());
        assertThat(steps("graph.coder")).allSatisfy(step -> {
            assertThat(step.getAgent().getErrors()).isZero();
            assertThat(step.getScore()).isFinite();
        });
        assertThat(steps("graph.coder").get(0).getInputs(0).getFeatures()).isEqualTo(9);
    }

    @Test
    void aLayerShowsScoreInputGradientsUpdatesAndValues() {
        // Given
        MultiLayerNetwork net = watched();

        // When
        net.pretrainLayer(0, Nets.random(3, 8, 12));

        // Then
        Step step = steps("digits.layer0").get(0);
        assertThat(step.getScore()).isEqualTo(net.getLayer(0).score());
        assertThat(step.getBatchSize()).isEqualTo(8);
        assertThat(step.getInputs(0).getFeatures()).isEqualTo(12);
        assertThat(step.getOutputsList()).isEmpty();
        assertThat(step.getProbesList()).isEmpty();
        assertThat(step.getLayers(0).getLearningRate()).isEqualTo(0.01);
        assertThat(step.getLayers(0).getParametersList())
                .extracting(parameter -> parameter.getName())
                .containsExactlyInAnyOrder("W", "b", "vb");
        assertThat(step.getLayers(0).getParametersList()).allSatisfy(parameter -> {
            assertThat(parameter.getGradient().getL2()).isPositive();
            assertThat(parameter.getUpdate().getL2()).isPositive();
            assertThat(parameter.getValue().getL2()).isPositive();
        });
    }

    @Test
    void theNetworkIsARunOfItsOwnAfterwards() {
        // Given
        MultiLayerNetwork net = watched();
        net.pretrainLayer(0, Nets.random(3, 8, 12));

        // When
        net.fit(Nets.rows(8));

        // Then
        assertThat(started()).extracting(RunStarted::getName).containsExactly("digits (layer0)", "digits");
        assertThat(started())
                .extracting(run -> run.getModel().getKind())
                .containsExactly("Pretraining", "MultiLayerNetwork");
        assertThat(started().get(0).getLimitsList()).singleElement().asString().contains("pre-trained");
        assertThat(started().get(1).getLimitsList()).isEmpty();
        assertThat(steps("digits"))
                .singleElement()
                .satisfies(step -> assertThat(step.getLayersCount()).isEqualTo(3));
    }
}

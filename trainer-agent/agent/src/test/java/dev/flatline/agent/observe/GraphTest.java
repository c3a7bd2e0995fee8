package dev.flatline.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.agent.AgentSettings;
import dev.flatline.events.v1.LayerStep;
import dev.flatline.events.v1.ParameterStep;
import dev.flatline.events.v1.RunEnded;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;

class GraphTest {

    private static final int UPDATES = 500;

    private final List<Telemetry> messages = new ArrayList<>();
    private final Watch watch = Watch.into(AgentSettings.read(null), messages::add);
    private final Leaving leaving = new Leaving(watch);
    private final HookedGraphs hooked = new HookedGraphs(watch, leaving);

    /** A perceptron with softmax cross entropy. */
    static SameDiff classifier() {
        SameDiff graph = SameDiff.create();
        SDVariable in = graph.placeHolder("in", DataType.FLOAT, -1, 12);
        SDVariable labels = graph.placeHolder("labels", DataType.FLOAT, -1, 4);
        SDVariable w0 = graph.var("w0", Nets.random(1, 12, 9).subi(0.5));
        SDVariable b0 = graph.var("b0", Nets.random(2, 1, 9));
        SDVariable w1 = graph.var("w1", Nets.random(3, 9, 4).subi(0.5));
        SDVariable b1 = graph.var("b1", Nets.random(4, 1, 4));
        SDVariable hidden = graph.nn.sigmoid("hidden", in.mmul(w0).add(b0));
        SDVariable logits = hidden.mmul(w1).add("logits", b1);
        graph.loss.softmaxCrossEntropy("loss", labels, logits, null);
        graph.setTrainingConfig(TrainingConfig.builder()
                .updater(new Adam(0.01))
                .dataSetFeatureMapping("in")
                .dataSetLabelMapping("labels")
                .build());
        return graph;
    }

    private List<Step> steps() {
        return messages.stream()
                .filter(Telemetry::hasStep)
                .map(Telemetry::getStep)
                .toList();
    }

    private static List<INDArray> trained(SameDiff graph, int updates) {
        for (int i = 0; i < updates; i++) {
            graph.fit(Nets.rows(16));
        }
        return List.of(
                graph.getVariable("w0").getArr(),
                graph.getVariable("b0").getArr(),
                graph.getVariable("w1").getArr(),
                graph.getVariable("b1").getArr());
    }

    @Test
    void aGraphLearnsBitForBitTheSame() {
        // Given
        SameDiff watched = classifier();
        watched.setListeners(new GraphHook(hooked));

        // When
        List<INDArray> plain = trained(classifier(), UPDATES);
        List<INDArray> seen = trained(watched, UPDATES);

        // Then
        for (int i = 0; i < plain.size(); i++) {
            assertThat(seen.get(i).ravel().toFloatVector())
                    .isEqualTo(plain.get(i).ravel().toFloatVector());
        }
        assertThat(steps()).hasSize(UPDATES);
        assertThat(steps()).extracting(Step::getIteration).isSorted().doesNotHaveDuplicates();
        assertThat(steps()).allMatch(step -> step.getAgent().getErrors() == 0);
    }

    @Test
    void gradientsUpdatesValuesActivationsAndLossAreThoseOfTheUpdate() {
        // Given
        SameDiff graph = classifier();
        DataSet data = Nets.rows(16);
        INDArray before = graph.getVariable("w0").getArr().dup();
        Map<String, INDArray> arrays = Map.of("in", data.getFeatures(), "labels", data.getLabels());
        double loss = graph.output(arrays, "loss").get("loss").getDouble(0);
        INDArray hidden = graph.output(arrays, "hidden").get("hidden");
        INDArray gradient = graph.calculateGradients(arrays, "w0").get("w0").dup();

        graph.setListeners(new GraphHook(hooked));

        // When
        graph.fit(data);

        // Then
        Step step = steps().get(0);
        LayerStep layer = step.getLayers(0);
        ParameterStep weights = layer.getParameters(0);
        INDArray after = graph.getVariable("w0").getArr();
        assertThat(step.getScore()).isEqualTo(loss, within(1e-5));
        assertThat(step.getBatchSize()).isEqualTo(16);
        assertThat(step.getInputs(0).getName()).isEqualTo("in");
        assertThat(step.getOutputs(0).getUnits()).isEqualTo(4);
        assertThat(layer.getLearningRate()).isEqualTo(0.01);
        assertThat(weights.getName()).isEqualTo("w0");
        assertThat((double) weights.getGradient().getL2())
                .isEqualTo(gradient.norm2Number().doubleValue(), within(1e-5));
        assertThat((double) weights.getUpdate().getL2())
                .isEqualTo(before.sub(after).norm2Number().doubleValue(), within(1e-4));
        assertThat((double) weights.getValue().getL2())
                .isEqualTo(after.norm2Number().doubleValue(), within(1e-4));
        assertThat((double) layer.getActivation().getMean())
                .isEqualTo(hidden.meanNumber().doubleValue(), within(1e-4));
    }

    @Test
    void theDescriptionNamesLayersAndLimits() {
        // Given
        SameDiff graph = classifier();
        graph.setListeners(new GraphHook(hooked));

        // When
        graph.fit(Nets.rows(16));

        // Then
        RunStarted started = messages.get(0).getRunStarted();
        assertThat(started.getModel().getKind()).isEqualTo("SameDiff");
        assertThat(started.getModel().getParameters()).isEqualTo(12 * 9 + 9 + 9 * 4 + 4);
        assertThat(started.getModel().getLayersList())
                .extracting(layer -> layer.getActivation() + layer.getInputs() + layer.getLoss())
                .containsExactly("sigmoid12", "identity9LossMCXENT");
        assertThat(started.getLimitsList()).hasSize(2);
        assertThat(started.getJvm())
                .contains(System.getProperty("java.version"))
                .endsWith(" MiB");
    }

    @Test
    void aLossWrittenByHandIsUnknownAndNot0() {
        // Given
        SameDiff graph = classifier();
        SDVariable error = graph.getVariable("logits").sub(graph.getVariable("labels"));
        error.mul(error).mean().rename("by hand");
        graph.setLossVariables("by hand");
        graph.setListeners(new GraphHook(hooked));

        // When
        trained(graph, 3);

        // Then
        assertThat(steps()).noneMatch(Step::hasScore);
        assertThat(steps()).allMatch(step -> step.getOutputsCount() == 0);
        assertThat(steps().get(2).getLayers(0).getParameters(0).getGradient().getL2())
                .isPositive();
        assertThat(messages.get(0).getRunStarted().getLimitsList())
                .anySatisfy(limit -> assertThat(limit).contains("score").contains("not seen"));
    }

    @Test
    void aGraphThatTrainsIsLeftAsItWas() {
        // Given
        SameDiff watched = classifier();
        watched.setListeners(new GraphHook(hooked));
        trained(watched, 20);

        // When
        leaving.await();
        leaving.close("enough");
        List<INDArray> seen = trained(watched, 20);

        // Then
        List<INDArray> plain = trained(classifier(), 40);
        for (int i = 0; i < plain.size(); i++) {
            assertThat(seen.get(i).ravel().toFloatVector())
                    .isEqualTo(plain.get(i).ravel().toFloatVector());
        }
        assertThat(steps()).hasSize(20);
        assertThat(messages.get(messages.size() - 1).getRunEnded().getStatus()).isEqualTo(RunEnded.Status.DETACHED);
    }
}

package dev.flatline.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.agent.AgentSettings;
import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.Telemetry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.InvocationType;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.optimize.listeners.EvaluativeListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.evaluation.IEvaluation;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.evaluation.classification.EvaluationBinary;
import org.nd4j.evaluation.classification.ROC;
import org.nd4j.evaluation.regression.RegressionEvaluation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** What a program finds on data of its own choice, told by itself or seen by the hooks. */
class EvaluationsTest {

    private final List<Telemetry> messages = new ArrayList<>();
    private final Watch watch = Watch.into(AgentSettings.read(null), messages::add);
    private final AddedListener listener = new AddedListener(watch, "run") {};
    private final HookedCore hooks = new HookedCore(watch);

    private List<dev.flatline.events.v1.Evaluation> evaluations() {
        return messages.stream()
                .filter(Telemetry::hasEvaluation)
                .map(Telemetry::getEvaluation)
                .toList();
    }

    private List<Step> steps() {
        return messages.stream()
                .filter(Telemetry::hasStep)
                .map(Telemetry::getStep)
                .toList();
    }

    private static ExistingDataSetIterator validation() {
        return new ExistingDataSetIterator(List.of(Nets.rows(40), Nets.rows(20)));
    }

    /** As the hook in the solver does it before each update. */
    private void fit(MultiLayerNetwork net, int updates) {
        for (int i = 0; i < updates; i++) {
            hooks.optimizing(net);
            net.fit(Nets.rows(8));
        }
    }

    /** As the hook in the model's score does it. */
    private void score(MultiLayerNetwork net, DataSet data) {
        hooks.evaluated(new Object[] {net, net.score(data), data});
    }

    @Test
    void anEvaluationGoesOutAsDl4jCountsIt() {
        // Given
        MultiLayerNetwork net = Nets.mlp(0.8);
        fit(net, 3);

        // When
        Evaluation found = net.evaluate(validation());
        hooks.evaluated(new Object[] {net, new IEvaluation<?>[] {found}, null});

        // Then
        assertThat(evaluations()).singleElement().satisfies(sent -> {
            assertThat(sent.getKind()).isEqualTo("Evaluation");
            assertThat(sent.getIteration()).isEqualTo(3);
            assertThat(sent.getExamples()).isEqualTo(60);
            assertThat(sent.getMetricsMap())
                    .containsEntry("accuracy", found.accuracy())
                    .containsEntry("f1", found.f1())
                    .containsEntry("recall", found.recall())
                    .containsEntry("lowestRecall", lowestRecall(found));
        });
    }

    private static double lowestRecall(Evaluation found) {
        double lowest = 1;
        for (int label = 0; label < 4; label++) {
            lowest = found.classCount(label) == 0 ? lowest : Math.min(lowest, found.recall(label));
        }
        return lowest;
    }

    @Test
    void everyOutputOfAGraphIsAnEvaluationOfItsOwn() {
        // Given
        ComputationGraph graph = Nets.graphWithTwoOutputs();
        graph.setListeners(listener);
        Evaluation classes = new Evaluation();
        RegressionEvaluation sizes = new RegressionEvaluation();
        classes.eval(Nets.oneHot(6, 4), Nets.random(1, 6, 4));
        sizes.eval(Nets.random(2, 6, 2), Nets.random(3, 6, 2));
        graph.fit(new MultiDataSet(
                new INDArray[] {Nets.random(1, 8, 12)}, new INDArray[] {Nets.oneHot(8, 4), Nets.random(2, 8, 2)}));

        // When
        hooks.evaluated(
                new Object[] {graph, Map.of(0, new IEvaluation<?>[] {classes}, 1, new IEvaluation<?>[] {sizes}), null});

        // Then
        assertThat(evaluations()).hasSize(2);
        assertThat(evaluations())
                .filteredOn(sent -> sent.getOutput() == 1)
                .singleElement()
                .satisfies(sent -> assertThat(sent.getMetricsMap())
                        .containsEntry("mse", sizes.averageMeanSquaredError())
                        .containsEntry("r2", sizes.averageRSquared()));
    }

    @Test
    void theLossesOfADataSetAreOneEvaluationWeightedByTheirExamples() {
        // Given
        MultiLayerNetwork net = Nets.mlp(1.0);
        fit(net, 2);
        DataSet small = Nets.rows(5);
        DataSet large = Nets.rows(45);
        double expected = (5 * net.score(small) + 45 * net.score(large)) / 50;

        // When
        score(net, small);
        score(net, large);
        assertThat(evaluations()).isEmpty();
        fit(net, 1);

        // Then
        assertThat(evaluations()).singleElement().satisfies(sent -> {
            assertThat(sent.getKind()).isEqualTo("score");
            assertThat(sent.getIteration()).isEqualTo(2);
            assertThat(sent.getExamples()).isEqualTo(50);
            assertThat(sent.getMetricsOrThrow("loss")).isEqualTo(expected, within(1e-12));
        });
        assertThat(messages.stream().map(Telemetry::hasEvaluation).toList())
                .containsExactly(false, false, false, true, false);
    }

    @Test
    void aLossAfterTheLastUpdateGoesOutWithTheEnd() {
        // Given
        MultiLayerNetwork net = Nets.mlp(1.0);
        fit(net, 2);
        score(net, Nets.rows(5));

        // When
        watch.close("enough");

        // Then
        assertThat(evaluations()).hasSize(1);
        assertThat(messages.get(messages.size() - 1).hasRunEnded()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEvaluativeListenerBeforeOrBehindChangesNothing(boolean before) {
        // Given
        MultiLayerNetwork plain = evaluating(false, before);
        for (int i = 0; i < 500; i++) {
            plain.fit(Nets.rows(8 + i % 3));
        }

        // When
        MultiLayerNetwork watched = evaluating(true, before);
        for (int i = 0; i < 500; i++) {
            watched.fit(Nets.rows(8 + i % 3));
        }

        // Then
        assertThat(watched.params().toFloatVector()).isEqualTo(plain.params().toFloatVector());
        assertThat(steps()).hasSize(500);
        assertThat(steps().get(499).getBatchSize()).isEqualTo(8 + 499 % 3);
        assertThat(steps()).allMatch(step -> step.getAgent().getErrors() == 0);
        assertThat(steps()).allMatch(step -> step.getOutputs(0).getRows() == step.getBatchSize());
        assertThat(evaluations()).hasSize(500);
    }

    private MultiLayerNetwork evaluating(boolean watched, boolean before) {
        Nd4j.getRandom().setSeed(11);
        MultiLayerNetwork net = Nets.mlp(0.8);
        EvaluativeListener evaluative =
                new EvaluativeListener(validation(), 1, InvocationType.ITERATION_END, new Evaluation());
        evaluative.setCallback((by, model, count, found) -> {
            if (watched) {
                listener.evaluated(model, found);
            }
        });
        List<TrainingListener> all = new ArrayList<>(List.of(evaluative));
        if (watched) {
            all.add(before ? 1 : 0, listener);
        }
        net.setListeners(all);
        return net;
    }

    @Test
    void theProgramTellsFiguresOfItsOwn() {
        // Given
        MultiLayerNetwork net = Nets.mlp(1.0);
        net.setListeners(listener);
        net.fit(Nets.rows(8));

        // When
        listener.evaluated(net, Map.of("loss", 0.5, "bleu", Double.NaN));

        // Then
        assertThat(evaluations()).singleElement().satisfies(sent -> {
            assertThat(sent.getKind()).isEqualTo("reported");
            assertThat(sent.getMetricsMap()).containsEntry("loss", 0.5).containsEntry("bleu", Double.NaN);
        });
    }

    @Test
    void whatTheProgramTellsWronglyDoesNotReachIt() {
        // Given
        MultiLayerNetwork net = Nets.mlp(1.0);
        net.setListeners(listener);
        net.fit(Nets.rows(8));
        Map<String, Double> holed = new HashMap<>();
        holed.put("loss", null);

        // When, Then
        assertThatCode(() -> {
                    listener.evaluated(net, holed);
                    listener.evaluated(Nets.mlp(1.0), Map.of("loss", 1.0));
                    listener.evaluated(
                            net, new Evaluation(), new RegressionEvaluation(), new ROC(), new EvaluationBinary());
                    hooks.evaluated(new Object[] {net, null, null});
                    hooks.evaluated(new Object[] {net, 0.5, "what is that"});
                })
                .doesNotThrowAnyException();
        assertThat(evaluations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void theAreaUnderACurveIsDl4js(int thresholds) {
        // Given
        MultiLayerNetwork net = Nets.mlp(1.0);
        net.setListeners(listener);
        net.fit(Nets.rows(8));
        ROC curve = new ROC(thresholds);
        curve.eval(Nets.oneHot(30, 2), Nets.random(9, 30, 2));

        // When
        listener.evaluated(net, curve);

        // Then
        assertThat(evaluations().get(0).getMetricsOrThrow("auc")).isEqualTo(curve.calculateAUC());
    }

    @Test
    void aModelThatWasNeverTrainedHasNoRun() {
        // When
        hooks.evaluated(new Object[] {Nets.mlp(1.0), new IEvaluation<?>[] {new Evaluation()}, null});

        // Then
        assertThat(messages).isEmpty();
    }
}

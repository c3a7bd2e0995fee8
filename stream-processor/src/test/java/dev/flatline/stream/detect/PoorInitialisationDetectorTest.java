package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Symptom;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.TensorSummary;
import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PoorInitialisationDetectorTest extends DetectorContract {

    @Override
    Detector detector() {
        return new PoorInitialisationDetector();
    }

    @Override
    RunHistory ill() {
        return started(Script.flat(), weights(1, 0, 0));
    }

    @Override
    RunHistory recovered() {
        return Script.healthy().continuing(ill(), 100);
    }

    @Test
    void callsEqualWeightsAlikeThoughTheFirstUpdateMovedThem() {
        // Given
        RunHistory run = started(Script.flat(), weights(0, 0.02f, 1));

        // When
        Symptom symptom = detector().look(run).symptom().orElseThrow();

        // Then
        assertThat(symptom.variant()).isEqualTo("alike");
        assertThat(symptom.layers()).containsExactly("first");
        assertThat(symptom.message()).contains("deviation of 0.0200 around 1.00");
    }

    @Test
    void findsWeightsOfUnitVarianceUnderManyInputs() {
        // Given
        RunHistory run = started(Script.flat(), weights(0, 28, 0));

        // When
        Symptom symptom = detector().look(run).symptom().orElseThrow();

        // Then: 28 times the root of 8 inputs and a bias
        assertThat(symptom.variant()).isEqualTo("large");
        assertThat(symptom.evidence()).containsEntry("times_usual", 84.0);
    }

    @Test
    void doesNotBlameTheBeginningForWhatTheFirstUpdateDid() {
        // Given
        RunHistory run = started(Script.flat(), step -> {
            TensorSummary.Builder huge = TensorSummary.newBuilder().setSize(128).setL2((float) (27.5 * Math.sqrt(128)));
            step.getLayersBuilder(0).getParametersBuilder(0).setUpdate(huge);
            return weights(0, 28, 0).apply(step);
        });

        // Then
        assertThat(detector().look(run)).isEqualTo(Verdict.absent());
    }

    @Test
    void waitsWhileTheScoreOfLargeWeightsFalls() {
        RunHistory run = started(Script.flat().score(8), weights(0, 28, 0));
        Script.flat().score(4).continuing(run, 30);

        assertThat(detector().look(run)).isEqualTo(Verdict.unclear());
    }

    @Test
    void findsASignalThatFadesOverAllLayers() {
        // Given
        UnaryOperator<Step.Builder> both =
                step -> weights(1, 0.005f, 0).apply(weights(0, 0.005f, 0).apply(step));
        RunHistory run = started(Script.flat(), both);

        // When
        Symptom symptom = detector().look(run).symptom().orElseThrow();

        // Then: 0.015 and 0.0206 times the usual, neither of them below 0.01
        assertThat(symptom.variant()).isEqualTo("small");
        assertThat(symptom.evidence().get("times_usual_all_layers")).isBetween(3.0e-4, 3.2e-4);
    }

    @Test
    void leavesAnOutputLayerOfZerosAlone() {
        assertThat(detector().look(started(Script.flat(), weights(2, 0, 0)))).isEqualTo(Verdict.absent());
    }

    @Test
    void saysNothingOfARunThatWasNotSeenFromItsBeginning() {
        // Given
        RunHistory run = Script.flat()
                .continuing(
                        new RunHistory(described()),
                        60,
                        step -> weights(1, 0, 0).apply(step).setIteration(step.getIteration() + 500));

        // Then
        assertThat(detector().look(run)).isEqualTo(Verdict.absent());
    }

    @Test
    void doesNotCallTheOneWeightOfATinyLayerAlike() {
        // Given
        RunStarted.Builder description = described().toBuilder();
        description
                .getModelBuilder()
                .getLayersBuilder(0)
                .setInputs(1)
                .setOutputs(1)
                .setParameters(2);
        RunHistory run = Script.flat().continuing(new RunHistory(description.build()), 60, weights(0, 0, 0.3f));

        // Then
        assertThat(detector().look(run)).isEqualTo(Verdict.absent());
    }

    @Test
    void doesNotJudgeEmbeddings() {
        // Given
        RunStarted.Builder description = described().toBuilder();
        description.getModelBuilder().getLayersBuilder(0).setType("EmbeddingLayer");
        RunHistory run = Script.flat().continuing(new RunHistory(description.build()), 60, weights(0, 0, 1));

        // Then
        assertThat(detector().look(run)).isEqualTo(Verdict.absent());
    }

    private static RunStarted described() {
        return Script.flat().description();
    }

    private static RunHistory started(Script script, UnaryOperator<Step.Builder> change) {
        return script.continuing(new RunHistory(described()), 60, change);
    }

    private static UnaryOperator<Step.Builder> weights(int layer, float deviation, float mean) {
        return step -> {
            step.getLayersBuilder(layer)
                    .getParametersBuilder(0)
                    .getValueBuilder()
                    .setStddev(deviation)
                    .setMean(mean);
            return step;
        };
    }
}

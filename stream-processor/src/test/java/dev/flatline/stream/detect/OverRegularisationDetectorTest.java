package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Symptom;
import dev.flatline.events.v1.Layer;
import dev.flatline.events.v1.ProbeStep;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.events.v1.Step;
import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class OverRegularisationDetectorTest extends DetectorContract {

    private static final Script STUCK = Script.flat().activation("relu").diversity(0.1);

    @Override
    Detector detector() {
        return new OverRegularisationDetector();
    }

    @Override
    RunHistory ill() {
        return STUCK.continuing(described(layer -> layer.setL2(2)), 60, shrinking(0.8));
    }

    @Override
    RunHistory recovered() {
        return Script.healthy().continuing(ill(), 100);
    }

    @Test
    void saysHowMuchStrongerThePenaltyIsThanTheData() {
        // When
        Symptom symptom = detector().look(ill()).symptom().orElseThrow();

        // Then: first weights of 0.2, a gradient of 1e-3 at its greatest
        assertThat(symptom.variant()).isEqualTo("penalty");
        assertThat(symptom.evidence().get("penalty_strength")).isBetween(399.0, 401.0);
        assertThat(symptom.message()).contains("L2 2.00");
    }

    @Test
    void findsDecayThatIsAppliedToTheWeightsThemselves() {
        RunHistory run = STUCK.continuing(described(layer -> layer.setWeightDecay(20)), 60, shrinking(0.8));

        assertThat(detector().look(run).symptom()).isPresent();
    }

    @Test
    void waitsUntilThePenaltyHasWon() {
        RunHistory run = STUCK.continuing(described(layer -> layer.setL2(2)), 60);

        assertThat(detector().look(run)).isEqualTo(Verdict.unclear());
    }

    /** Adam makes full steps of a penalty however small, where no gradient arrives. */
    @Test
    void doesNotBlameAUsualPenaltyForWeightsThatDeadUnitsLeftToIt() {
        RunHistory run = STUCK.dead(1).continuing(described(layer -> layer.setL2(1e-4)), 60, shrinking(0.8));

        assertThat(detector().look(run)).isEqualTo(Verdict.absent());
    }

    @Test
    void keepsQuietOnAStrongPenaltyThatLetsLearn() {
        RunHistory run = Script.healthy().continuing(described(layer -> layer.setL2(2)), 60, shrinking(0.8));

        assertThat(detector().look(run)).isEqualTo(Verdict.absent());
    }

    @Test
    void saysNothingOfThePenaltyOfARunItDidNotSeeBegin() {
        // Given
        RunHistory run = described(layer -> layer.setL2(2));
        run.add(STUCK.step(5_000));

        // When
        STUCK.continuing(run, 60, shrinking(0.8));

        // Then
        assertThat(detector().look(run)).isEqualTo(Verdict.absent());
    }

    @Test
    void findsAnswersThatDifferByWhatDropoutLeavesAlone() {
        // Given
        RunHistory run = STUCK.continuing(described(layer -> layer.setDropoutRetain(0.05)), 60, probed(1e-4));

        // When
        Symptom symptom = detector().look(run).symptom().orElseThrow();

        // Then
        assertThat(symptom.variant()).isEqualTo("dropout");
        assertThat(symptom.message()).startsWith("Dropout keeps only 5.00 % of what layer first, layer second and");
        assertThat(symptom.evidence().get("chance_to_signal")).isBetween(18.9, 19.1);
    }

    @Test
    void keepsQuietWhereAnswersDifferWithoutDropoutTooOrNobodyAsked() {
        RunHistory differ = STUCK.continuing(described(layer -> layer.setDropoutRetain(0.05)), 60, probed(0.05));
        RunHistory unasked = STUCK.continuing(described(layer -> layer.setDropoutRetain(0.05)), 60);
        RunHistory usual = STUCK.continuing(described(layer -> layer.setDropoutRetain(0.5)), 60, probed(1e-4));

        assertThat(detector().look(differ)).isEqualTo(Verdict.unclear());
        assertThat(detector().look(unasked)).isEqualTo(Verdict.unclear());
        assertThat(detector().look(usual)).isEqualTo(Verdict.absent());
    }

    private static RunHistory described(Consumer<Layer.Builder> change) {
        RunStarted.Builder description = STUCK.description().toBuilder();
        description.getModelBuilder().getLayersBuilderList().forEach(change);
        return new RunHistory(description.build());
    }

    private static UnaryOperator<Step.Builder> shrinking(double factor) {
        return step -> {
            float rms = (float) (0.2 * Math.pow(factor, (double) step.getIteration()));
            step.getLayersBuilderList()
                    .forEach(layer -> layer.getParametersBuilder(0)
                            .getValueBuilder()
                            .setL2(rms * (float) Math.sqrt(128))
                            .setStddev(rms));
            return step;
        };
    }

    private static UnaryOperator<Step.Builder> probed(double variance) {
        return step -> step.addProbes(ProbeStep.newBuilder()
                .setInputs(ProbeStep.Inputs.LIKE_THE_DATA)
                .setLayer(2)
                .setExamples(16)
                .setUnits(4)
                .setTotalVariance(variance));
    }
}

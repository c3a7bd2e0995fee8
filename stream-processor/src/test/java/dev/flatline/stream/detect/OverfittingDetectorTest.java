package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.alert.Symptom;
import dev.flatline.events.v1.Evaluation;
import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverfittingDetectorTest extends DetectorContract {

    private static final double BEST_CONSTANT = Math.log(4);
    private static final Script LEARNED = Script.healthy().skill(0.95).score(0.05 * BEST_CONSTANT);

    @Override
    Detector detector() {
        return new OverfittingDetector();
    }

    @Override
    RunHistory ill() {
        return evaluated(0.6, 0.4, 0.5, 0.6, 0.65);
    }

    @Override
    RunHistory recovered() {
        return evaluate(ill(), "loss", 0.45 * BEST_CONSTANT);
    }

    /** A run that was evaluated so many times, with these losses in multiples of the best constant answer's. */
    private static RunHistory evaluated(double... losses) {
        RunHistory run = begun();
        for (double loss : losses) {
            evaluate(run, "loss", loss * BEST_CONSTANT);
        }
        return run;
    }

    /** Score and loss are the same when the run begins, as without regularisation. */
    private static RunHistory begun() {
        return Script.healthy().skill(0).score(BEST_CONSTANT).after(50);
    }

    private static RunHistory evaluate(RunHistory run, String metric, double value) {
        LEARNED.continuing(run, 60);
        run.add(Evaluation.newBuilder()
                .setIteration(run.lastIteration())
                .putMetrics(metric, value)
                .build());
        return run;
    }

    @Test
    void measuresWhatIsLostOnTheScaleFromAConstantAnswerToAPerfectOne() {
        Symptom symptom = detector().look(ill()).symptom().orElseThrow();

        assertThat(symptom.evidence().get("best_evaluated_skill")).isCloseTo(0.6, within(1e-3));
        assertThat(symptom.evidence().get("evaluated_skill")).isCloseTo(0.35, within(1e-3));
        assertThat(symptom.evidence()).containsEntry("evaluations_since_best", 3.0);
    }

    @Test
    void waitsForThreeEvaluationsAfterTheBest() {
        assertThat(detector().look(evaluated(0.6, 0.4, 0.7, 0.8))).isEqualTo(Verdict.unclear());
    }

    @Test
    void saysNothingOfALossThatRisesFromNextToNothingToNextToNothing() {
        assertThat(detector().look(evaluated(0.05, 0.02, 0.03, 0.04, 0.06, 0.08)))
                .isEqualTo(Verdict.absent());
    }

    @Test
    void saysNothingWhereTheTrainingDataAreEvaluated() {
        // Given: training and evaluated loss rise together
        RunHistory run = evaluated(0.6, 0.3, 0.4, 0.5);
        LEARNED.skill(0.4).continuing(run, 100);
        run.add(Evaluation.newBuilder()
                .setIteration(run.lastIteration())
                .putMetrics("loss", 0.6 * BEST_CONSTANT)
                .build());

        // Then
        assertThat(detector().look(run)).isEqualTo(Verdict.unclear());
    }

    @Test
    void readsAccuracyAboveChanceWhereThatIsAllThereIs() {
        // Given: 0.25 is chance
        RunHistory run = begun();
        for (double accuracy : new double[] {0.7, 0.85, 0.7, 0.65, 0.6}) {
            evaluate(run, "accuracy", accuracy);
        }

        // Then
        Symptom symptom = detector().look(run).symptom().orElseThrow();
        assertThat(symptom.evidence().get("best_evaluated_skill")).isCloseTo(0.8, within(1e-6));
        assertThat(symptom.evidence().get("evaluated_skill")).isCloseTo(0.4667, within(1e-3));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void saysNothingOfEvaluationsThatAreNoNumbers(double value) {
        assertThat(detector().look(evaluated(value, value, value, value)).symptom())
                .isEmpty();
    }
}

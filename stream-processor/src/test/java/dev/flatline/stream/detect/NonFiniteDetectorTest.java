package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Symptom;
import dev.flatline.events.v1.Step;
import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class NonFiniteDetectorTest extends DetectorContract {

    @Override
    Detector detector() {
        return new NonFiniteDetector();
    }

    @Override
    RunHistory ill() {
        return spoiled(Script.healthy().after(30));
    }

    @Override
    RunHistory recovered() {
        return Script.healthy().continuing(ill(), 1);
    }

    private static RunHistory spoiled(RunHistory run) {
        return Script.healthy().continuing(run, 1, step -> {
            step.getLayersBuilder(1).getActivationBuilder().setNonFinite(3);
            step.getLayersBuilder(2)
                    .getParametersBuilder(0)
                    .getGradientBuilder()
                    .setNonFinite(64);
            return step.setScore(Double.NaN);
        });
    }

    @Test
    void namesWhereItBegan() {
        Symptom symptom = detector().look(ill()).symptom().orElseThrow();

        assertThat(symptom.layers()).containsExactly("second");
        assertThat(symptom.message())
                .isEqualTo(
                        "NaN or infinity since iteration 30, first in the activation of layer second, on the way forward,"
                                + " before the update.");
        assertThat(symptom.evidence())
                .containsEntry("first_iteration", 30.0)
                .containsEntry("before_update", 1.0)
                .containsEntry("last_finite_iteration", 29.0);
    }

    @Test
    void blamesTheDataWhereItCameWithTheData() {
        // Given
        RunHistory run = Script.healthy().continuing(Script.healthy().after(5), 1, step -> {
            step.getInputsBuilder(0).setNonFinite(1);
            return step.setScore(Double.NaN);
        });

        // Then
        assertThat(detector().look(run).symptom().orElseThrow().message()).contains("first in the input");
    }

    @Test
    void tellsGradientsFromTheUpdateThatWasMadeOfThem() {
        RunHistory gradient = spoiled(step -> step.getLayersBuilder(1)
                .getParametersBuilder(0)
                .getGradientBuilder()
                .setNonFinite(7));
        RunHistory update = spoiled(step -> step.getLayersBuilder(1)
                .getParametersBuilder(0)
                .getUpdateBuilder()
                .setNonFinite(7));
        RunHistory weight = spoiled(step -> step.getLayersBuilder(1)
                .getParametersBuilder(0)
                .getValueBuilder()
                .setNonFinite(7));

        assertThat(message(gradient)).endsWith("gradient of W of layer second, on the way back, before the update.");
        assertThat(message(update)).endsWith("update of W of layer second, which the updater made.");
        assertThat(message(weight)).endsWith("first in the W of layer second, after the update.");
        assertThat(detector().look(weight).symptom().orElseThrow().evidence()).containsEntry("before_update", 0.0);
    }

    @Test
    void namesTheGradientOfTheLayerThatIsReachedFirstOnTheWayBack() {
        RunHistory run = spoiled(step -> {
            for (int layer = 0; layer < 2; layer++) {
                step.getLayersBuilder(layer)
                        .getParametersBuilder(0)
                        .getGradientBuilder()
                        .setNonFinite(7);
            }
        });

        assertThat(message(run)).contains("gradient of W of layer second");
    }

    @Test
    void saysWhenLayersWereNotLookedAtJustBefore() {
        // Given
        RunHistory run = Script.healthy()
                .continuing(
                        Script.healthy().after(10),
                        5,
                        step -> step.clearLayers().clearInputs());

        // When
        Script.healthy()
                .continuing(run, 1, step -> step.clearLayers().clearInputs().setScore(Double.NaN));

        // Then
        assertThat(message(run))
                .endsWith("first in the loss, on the way forward, before the update; layers were last looked at in"
                        + " iteration 9, so it may have come with an update since.");
    }

    @Test
    void findsWeightsThatAnUpdateBeforeHadSpoiled() {
        // Given
        RunHistory run = Script.healthy()
                .continuing(
                        Script.healthy().after(10),
                        5,
                        step -> step.clearLayers().clearInputs());

        // When
        Script.healthy().continuing(run, 1, step -> {
            step.getLayersBuilder(0).getParametersBuilder(0).setNonFiniteBefore(0);
            step.getLayersBuilder(1).getParametersBuilder(0).setNonFiniteBefore(256);
            step.getLayersBuilder(0).getActivationBuilder().setNonFinite(4);
            return step.setScore(Double.NaN);
        });

        // Then
        assertThat(message(run))
                .endsWith("first in the old W of layer second, which an update before had left so, after iteration 9.");
    }

    @Test
    void knowsThatWeightsWereFiniteWhereItLooked() {
        // Given
        RunHistory run = Script.healthy()
                .continuing(
                        Script.healthy().after(10),
                        5,
                        step -> step.clearLayers().clearInputs());

        // When
        Script.healthy().continuing(run, 1, step -> {
            step.getLayersBuilderList()
                    .forEach(layer -> layer.getParametersBuilder(0).setNonFiniteBefore(0));
            return step.setScore(Double.NaN);
        });

        // Then
        assertThat(message(run)).endsWith("first in the loss, on the way forward, before the update.");
    }

    private static RunHistory spoiled(Consumer<Step.Builder> change) {
        return Script.healthy().continuing(Script.healthy().after(10), 1, step -> {
            change.accept(step);
            return step;
        });
    }

    private String message(RunHistory run) {
        return detector().look(run).symptom().orElseThrow().message();
    }

    @Test
    void aScoreThatNobodyKnowsIsNoNumberGoneWrong() {
        // Given
        RunHistory run = Script.healthy()
                .continuing(new RunHistory(Script.healthy().description()), 30, step -> step.clearScore());

        // Then
        assertThat(detector().look(run).symptom()).isEmpty();
        assertThat(run.lastScore()).isNaN();
    }

    @Test
    void needsNoWarmUp() {
        RunHistory run = spoiled(new RunHistory(Script.healthy().description()));

        assertThat(detector().look(run).symptom()).isPresent();
    }
}

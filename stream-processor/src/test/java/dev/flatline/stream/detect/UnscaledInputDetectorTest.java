package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Symptom;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import org.junit.jupiter.api.Test;

class UnscaledInputDetectorTest extends DetectorContract {

    @Override
    Detector detector() {
        return new UnscaledInputDetector();
    }

    @Override
    RunHistory ill() {
        return Script.flat().inputRms(5_000).after(60);
    }

    @Override
    RunHistory recovered() {
        return Script.flat().inputRms(1).continuing(ill(), 100);
    }

    @Test
    void keepsQuietOnRawInputsThatAreLearnedFrom() {
        RunHistory run = Script.healthy().inputRms(128).after(60);

        assertThat(detector().look(run)).isEqualTo(Verdict.absent());
    }

    @Test
    void findsFeaturesThatDifferByOrdersOfMagnitude() {
        // Given
        RunHistory run = Script.flat().continuing(new RunHistory(Script.flat().description()), 60, step -> {
            step.getInputsBuilder(0)
                    .clearFeatureStddev()
                    .addFeatureStddev(1e-4f)
                    .addFeatureStddev(0f)
                    .addFeatureStddev(5f);
            return step;
        });

        // When
        Symptom symptom = detector().look(run).symptom().orElseThrow();

        // Then
        assertThat(symptom.evidence().get("feature_disparity")).isBetween(49_999.0, 50_001.0);
    }

    @Test
    void keepsQuietOnIndicesIntoAnEmbedding() {
        // Given
        RunStarted.Builder description = Script.flat().description().toBuilder();
        description.getModelBuilder().getLayersBuilder(0).setType("EmbeddingSequenceLayer");
        RunHistory run = Script.flat().inputRms(5_000).continuing(new RunHistory(description.build()), 60);

        // Then
        assertThat(detector().look(run)).isEqualTo(Verdict.absent());
    }

    @Test
    void findsInputsThatLeaveTheScaleTheNetworkLearnedAt() {
        // Given
        RunHistory run = Script.healthy().after(200);
        Script lost = Script.healthy().skill(0.3).inputRms(1_000);

        // When
        lost.continuing(run, 20);
        Symptom symptom = detector().look(run).symptom().orElseThrow();

        // Then
        assertThat(symptom.variant()).isEqualTo("changed");
        assertThat(symptom.evidence()).containsEntry("foreign_batches", 20.0);
        assertThat(detector().persistence(run).fireAfter()).isEqualTo(2);
        assertThat(detector().look(Script.healthy().continuing(run, 60))).isEqualTo(Verdict.absent());
    }

    @Test
    void keepsQuietOnAChangeOfScaleThatDoesNoHarm() {
        RunHistory run =
                Script.healthy().inputRms(1_000).continuing(Script.healthy().after(200), 100);

        assertThat(detector().look(run)).isEqualTo(Verdict.absent());
    }
}

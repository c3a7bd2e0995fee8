package dev.flatline.stream.configure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Severity;
import dev.flatline.alert.configure.WrongFileException;
import dev.flatline.stream.detect.Detector;
import dev.flatline.stream.detect.Detectors;
import dev.flatline.stream.rules.KindRules;
import dev.flatline.stream.rules.RunRules;
import dev.flatline.stream.rules.Threshold;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesTextTest {

    @Test
    void theDefaultsAreReadBackAsTheDefaults() throws WrongFileException {
        // When
        RunRules read =
                RulesReader.read("rules.yaml", RulesText.of(RunRules.STANDARD)).all();

        // Then
        for (Section section : Section.all()) {
            for (Threshold threshold : section.thresholds()) {
                assertThat(read.of(section.name()).thresholds()).containsEntry(threshold.name(), threshold.standard());
            }
        }
        for (Detector detector : Detectors.all()) {
            KindRules rules = read.of(detector.kind());
            assertThat(rules.isEnabled()).isTrue();
            assertThat(rules.severity()).isNull();
            assertThat(rules.fireAfter()).isEqualTo(detector.persistence().fireAfter());
            assertThat(rules.resolveAfter()).isEqualTo(detector.persistence().resolveAfter());
        }
    }

    @Test
    void whatIsDifferentForARunIsShownWithTheDefaultBesideIt() throws WrongFileException {
        // Given
        RunRules own =
                new RunRules(Map.of("dead-relu", new KindRules(false, Severity.INFO, 7, null, Map.of("most", 0.875))));

        // When
        String text = RulesText.of(own);

        // Then
        assertThat(text).containsPattern("most: 0\\.875 +# fires when more .+ \\(share, 0 to 1\\); default 0\\.7\n");
        KindRules read = RulesReader.read("rules.yaml", text).all().of("dead-relu");
        assertThat(read.enabled()).isFalse();
        assertThat(read.severity()).isEqualTo(Severity.INFO);
        assertThat(read.fireAfter()).isEqualTo(7);
        assertThat(read.thresholds()).containsEntry("most", 0.875).containsEntry("few", 0.5);
    }
}

package dev.flatline.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertCodecTest {

    @Test
    void carriesEveryFieldThereAndBack() throws Exception {
        // Given
        Alert alert = resolved();

        // When
        Alert back = AlertCodec.decode(AlertCodec.encode(alert));

        // Then
        assertThat(back).isEqualTo(alert);
        assertThat(back.symptom().evidence().keySet()).containsExactly("score", "gradient", "slope", "diversity");
    }

    @Test
    void ignoresFieldsOfANewerWriter() throws Exception {
        // Given
        String json = new String(AlertCodec.encode(resolved()), StandardCharsets.UTF_8);
        String newer = "{\"mood\":\"blue\"," + json.substring(1);

        // When
        Alert back = AlertCodec.decode(newer.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(back).isEqualTo(resolved());
    }

    @Test
    void refusesAResolvedAlertWithoutItsIteration() {
        assertThatThrownBy(() -> new Alert("f", 2, AlertState.RESOLVED, run(), symptom(), 1, 2, null, 3, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("resolvedIteration");
    }

    private static Alert resolved() {
        Cause cause = new Cause("saturated-activation", 0.8, "why", "code", List.of("output-collapse"));
        return new Alert("f", 2, AlertState.RESOLVED, run(), symptom(), 10, 60, 220L, 1_000, cause);
    }

    private static RunRef run() {
        return new RunRef("digits", "digits", 7, Map.of("team", "vision"));
    }

    private static Symptom symptom() {
        Map<String, Double> evidence = new LinkedHashMap<>();
        evidence.put("score", Double.NaN);
        evidence.put("gradient", Double.POSITIVE_INFINITY);
        evidence.put("slope", Double.NEGATIVE_INFINITY);
        evidence.put("diversity", 1e-12);
        return new Symptom(
                "output-collapse", "constant", Severity.CRITICAL, List.of("0", "2"), "One answer for all.", evidence);
    }
}

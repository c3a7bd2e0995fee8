package dev.flatline.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Alerts to JSON and back.
 *
 * <p>JSON, unlike telemetry: alerts are few, and anyone should be able to read them off the topic. NaN and the
 * infinities, which JSON numbers cannot express, are written as the strings {@code "NaN"}, {@code "Infinity"} and
 * {@code "-Infinity"}. Fields a newer writer added are ignored.
 */
public final class AlertCodec {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private AlertCodec() {}

    public static byte[] encode(Alert alert) {
        try {
            return JSON.writeValueAsBytes(alert);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("writing alert " + alert.fingerprint() + " as JSON", e);
        }
    }

    /**
     * Reads one alert.
     *
     * @throws IOException if the bytes are no alert, with the reason
     */
    public static Alert decode(byte[] bytes) throws IOException {
        return JSON.readValue(bytes, Alert.class);
    }

    /** One symptom alone, as in {@link Alert#symptom()}. */
    public static byte[] encodeSymptom(Symptom symptom) {
        try {
            return JSON.writeValueAsBytes(symptom);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("writing symptom " + symptom.kind() + " as JSON", e);
        }
    }

    /**
     * Reads one symptom.
     *
     * @throws IOException if the bytes are no symptom, with the reason
     */
    public static Symptom decodeSymptom(byte[] bytes) throws IOException {
        return JSON.readValue(bytes, Symptom.class);
    }
}

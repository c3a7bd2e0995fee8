package dev.flatline.alerting.silence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Silences to JSON and back. Fields a newer writer added are ignored. */
public final class SilenceCodec {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private SilenceCodec() {}

    public static byte[] encode(Silence silence) {
        try {
            return JSON.writeValueAsBytes(silence);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("writing silence " + silence.id() + " as JSON", e);
        }
    }

    /**
     * Reads one silence.
     *
     * @throws IOException if the bytes are no silence, with the reason
     */
    public static Silence decode(byte[] bytes) throws IOException {
        return JSON.readValue(bytes, Silence.class);
    }
}

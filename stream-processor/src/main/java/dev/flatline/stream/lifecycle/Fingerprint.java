package dev.flatline.stream.lifecycle;

import dev.flatline.alert.Symptom;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names an episode by what it is, so that any replay of the same telemetry gives it the same name: run, attempt, kind,
 * variant, and the iteration at which it fired. The first 16 hexadecimal digits of a SHA-256.
 */
final class Fingerprint {

    private static final int BYTES = 8;

    private Fingerprint() {}

    static String of(RunState run, Episode.Firing episode) {
        return of(run, episode.symptom(), episode.firedIteration());
    }

    static String of(RunState run, Episode.Resolved episode) {
        return of(run, episode.symptom(), episode.firedIteration());
    }

    private static String of(RunState run, Symptom symptom, long firedIteration) {
        String episode = String.join(
                "\n",
                run.runId(),
                Long.toString(run.attempt()),
                symptom.kind(),
                symptom.variant(),
                Long.toString(firedIteration));
        byte[] hash = sha256().digest(episode.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must offer SHA-256", e);
        }
    }
}

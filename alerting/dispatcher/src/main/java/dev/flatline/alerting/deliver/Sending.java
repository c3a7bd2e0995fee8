package dev.flatline.alerting.deliver;

import dev.flatline.alerting.mute.Announcement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Letters that have been put into one message, and how often it was tried to send it. */
final class Sending {

    private static final long FIRST_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = 300_000;

    private final String key;
    private final List<Letter> letters;
    private final Set<String> episodes;
    private int attempts;
    private int attemptsWhenOvertaken;
    private int overtaken;
    private long notBefore = Long.MIN_VALUE;

    Sending(String key, List<Letter> letters) {
        this.key = key;
        this.letters = List.copyOf(letters);
        this.episodes = letters.stream().map(Letter::episode).collect(Collectors.toSet());
    }

    /** Puts letters into a message; the same letters always get the same key. */
    static Sending of(List<Letter> letters) {
        List<String> keys = letters.stream()
                .map(Letter::announcement)
                .map(Announcement::key)
                .toList();
        return new Sending(keys.size() == 1 ? keys.get(0) : "digest:" + hash(keys), letters);
    }

    private static String hash(List<String> keys) {
        try {
            byte[] text = keys.stream().collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must offer SHA-256", e);
        }
    }

    String key() {
        return key;
    }

    List<Letter> letters() {
        return letters;
    }

    int attempts() {
        return attempts;
    }

    void tried() {
        attempts++;
    }

    /** The receiver took another message since it refused this one: it is left alone, each time twice as long. */
    void overtaken(long nowMillis) {
        if (attempts == attemptsWhenOvertaken) {
            return;
        }
        attemptsWhenOvertaken = attempts;
        notBefore = nowMillis + Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(overtaken, 20));
        overtaken++;
    }

    /** When it may be tried again. */
    long notBefore() {
        return notBefore;
    }

    boolean concerns(String episode) {
        return episodes.contains(episode);
    }
}

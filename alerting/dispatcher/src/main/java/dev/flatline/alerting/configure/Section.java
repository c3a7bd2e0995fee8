package dev.flatline.alerting.configure;

import dev.flatline.alert.configure.Nearest;
import dev.flatline.alert.configure.Reading;
import dev.flatline.alert.configure.Reading.Place;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys under one place of the settings. Whoever asks for a key thereby says that it may stand there; {@link
 * #finish} complains of all others. What is missing or wrong is noted, and something harmless is given in its place.
 */
public final class Section {

    private static final URI NOWHERE = URI.create("http://localhost");

    private final Reading reading;
    private final Place place;
    private final String noun;
    private final Environment environment;
    private final Map<String, Place> entries;
    private final Set<String> asked = new LinkedHashSet<>();

    /**
     * A section.
     *
     * @param noun what it is, in messages: {@code the channel}
     */
    public Section(Source source, Place place, String noun) {
        this.reading = source.reading();
        this.environment = source.environment();
        this.place = place;
        this.noun = noun;
        this.entries = reading.mapping(place);
    }

    /** What environment variables hold. */
    public interface Environment {
        @Nullable
        String get(String name);
    }

    /** What is read, and where its secrets may be. */
    public record Source(Reading reading, Environment environment) {}

    /** What stands under the key; {@code null} if nothing. */
    public @Nullable Place at(String key) {
        asked.add(key);
        return entries.get(key);
    }

    /** Whether anything stands under the key. */
    public boolean has(String key) {
        return entries.containsKey(key);
    }

    /** Notes that something is wrong with a key, or with the whole section if the key is not there. */
    public void complain(String key, String what) {
        Place there = entries.get(key);
        reading.complain(there == null ? place : there, what);
    }

    /** A word or sentence; the fallback if it is not there. */
    public String text(String key, String fallback) {
        return value(key, fallback, "text", text -> text.isBlank() ? null : text);
    }

    /** A word or sentence that must be there. */
    public String required(String key, String allowed) {
        if (!has(key)) {
            at(key);
            reading.complain(place, "has no " + key + ", which must be " + allowed);
            return "";
        }
        return value(key, "", allowed, text -> text.isBlank() ? null : text);
    }

    /** One of some words. */
    public String choice(String key, String fallback, List<String> words) {
        return value(key, fallback, "one of " + String.join(", ", words), text -> words.contains(text) ? text : null);
    }

    public boolean yesOrNo(String key, boolean fallback) {
        return choice(key, Boolean.toString(fallback), List.of("true", "false")).equals("true");
    }

    /** A time such as 500ms, 30s, 5m, 4h or 2d. */
    public Duration duration(String key, Duration fallback) {
        return value(key, fallback, "a time such as 500ms, 30s, 5m, 4h or 2d", Amounts::duration);
    }

    /** A time that is longer than none. */
    public Duration wait(String key, Duration fallback) {
        return value(key, fallback, "a time such as 500ms, 30s, 5m, 4h or 2d, longer than 0", text -> {
            @Nullable Duration read = Amounts.duration(text);
            return read == null || read.isZero() ? null : read;
        });
    }

    /** How much may be sent. */
    public Rate rate(String key, Rate fallback) {
        return value(key, fallback, "a number of messages in a time, such as 1/s, 30/m or 5/10m", Rate::read);
    }

    /** A whole number within bounds. */
    public int number(String key, int fallback, int most) {
        return value(
                key,
                fallback,
                "a whole number from 1 to " + most,
                text -> text.matches("[1-9]\\d{0,8}") && Integer.parseInt(text) <= most ? Integer.valueOf(text) : null);
    }

    /** An absolute http or https address, without a slash at its end. */
    public URI address(String key, String fallback) {
        URI standard = fallback.isEmpty() ? NOWHERE : URI.create(fallback);
        if (fallback.isEmpty() && !has(key)) {
            required(key, "an address that begins with http:// or https://");
            return standard;
        }
        return value(key, standard, "an address that begins with http:// or https://", Section::webAddress);
    }

    /** The text as an absolute http or https address; {@code null} if it is none. */
    public static @Nullable URI webAddress(String text) {
        try {
            URI address = new URI(text.replaceAll("/+$", ""));
            boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            return web && address.getHost() != null ? address : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** One text or a list of them. */
    public List<String> texts(String key, String allowed) {
        return values(key, allowed, text -> text.isBlank() ? null : text);
    }

    /** Texts by any keys under a key. */
    public Map<String, String> entries(String key, String allowed) {
        Place there = at(key);
        Map<String, String> texts = new LinkedHashMap<>();
        (there == null ? Map.<String, Place>of() : reading.mapping(there)).forEach((name, entry) -> {
            @Nullable String text = reading.value(entry, allowed, each -> each.isBlank() ? null : each);
            texts.put(name, text == null ? "*" : text);
        });
        return texts;
    }

    /** Its secrets. */
    public Secrets secrets() {
        return new Secrets(this);
    }

    /** The single values under a key that may hold a list. */
    <T> List<T> values(String key, String allowed, Function<String, @Nullable T> read) {
        @Nullable Place there = at(key);
        List<T> values = new ArrayList<>();
        for (Place item : there == null ? List.<Place>of() : reading.oneOrMore(there)) {
            @Nullable T value = reading.value(item, allowed, read);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /** The value under a key; {@code null} where it is missing or wrong. */
    <T> @Nullable T single(String key, String allowed, Function<String, @Nullable T> read) {
        return reading.value(at(key), allowed, read);
    }

    @Nullable
    String variable(String name) {
        return environment.get(name);
    }

    private <T> T value(String key, T fallback, String allowed, Function<String, @Nullable T> read) {
        @Nullable T value = single(key, allowed, read);
        return value == null ? fallback : value;
    }

    /** What is made of the section; {@code null} if anything is wrong in it. Complains of keys nobody asked for. */
    public <T> @Nullable T finish(Supplier<T> make) {
        finish();
        return reading.problems().stream().anyMatch(this::isAboutThis) ? null : make.get();
    }

    private boolean isAboutThis(String problem) {
        return problem.contains(": " + place.path());
    }

    /** Complains of keys nobody asked for. */
    public void finish() {
        entries.forEach((key, entry) -> {
            if (!asked.contains(key)) {
                reading.complain(entry, "is no part of " + noun + "; " + Nearest.hint(key, asked));
            }
        });
    }
}

package dev.flatline.stream.configure;

import dev.flatline.alert.Severity;
import dev.flatline.alert.configure.Reading;
import dev.flatline.alert.configure.Reading.Keys;
import dev.flatline.alert.configure.Reading.Place;
import dev.flatline.stream.rules.KindRules;
import dev.flatline.stream.rules.RunRules;
import dev.flatline.stream.rules.Threshold;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what stands under {@code rules:}, section by section. */
final class SectionReader {

    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");
    private static final int LONGEST_WAIT = 1_000_000;
    private static final String SEVERITIES =
            Arrays.stream(Severity.values()).map(Severity::label).collect(Collectors.joining(", "));

    private final Reading reading;

    SectionReader(Reading reading) {
        this.reading = reading;
    }

    /**
     * What is said there, on top of what holds anyway.
     *
     * @param below what holds without it; of no account for what is returned, but a threshold must fit to it
     */
    RunRules rules(@Nullable Place place, RunRules below) {
        Map<String, KindRules> kinds = new HashMap<>();
        if (place != null) {
            List<String> names = Section.all().stream().map(Section::name).toList();
            Map<String, Place> sections = reading.entries(place, new Keys("kind of alert", names));
            for (Section section : Section.all()) {
                Place there = sections.get(section.name());
                if (there != null) {
                    kinds.put(section.name(), read(section, there, below));
                }
            }
        }
        return new RunRules(kinds);
    }

    private KindRules read(Section section, Place place, RunRules below) {
        Map<String, Place> keys = reading.entries(place, new Keys("setting of " + section.name(), section.keys()));
        KindRules rules = new KindRules(
                reading.value(keys.get(Section.ENABLED), "true or false", SectionReader::yesOrNo),
                reading.value(keys.get(Section.SEVERITY), "one of " + SEVERITIES, SectionReader::severity),
                steps(keys.get(Section.FIRE_AFTER)),
                steps(keys.get(Section.RESOLVE_AFTER)),
                thresholds(section, keys));
        RunRules all = below.and(new RunRules(Map.of(section.name(), rules)));
        section.thresholds().forEach(threshold -> compare(threshold, all, keys));
        return rules;
    }

    private Map<String, Double> thresholds(Section section, Map<String, Place> keys) {
        Map<String, Double> thresholds = new HashMap<>();
        for (Threshold threshold : section.thresholds()) {
            @Nullable Double value = number(keys.get(threshold.name()), threshold);
            if (value != null) {
                thresholds.put(threshold.name(), value);
            }
        }
        return thresholds;
    }

    /** Two thresholds of which one is set here, or both, may be the wrong way round. */
    private void compare(Threshold threshold, RunRules rules, Map<String, Place> keys) {
        Threshold limit = threshold.limit();
        if (limit == null || rules.value(threshold) <= rules.value(limit)) {
            return;
        }
        Place low = keys.get(threshold.name());
        Place high = keys.get(limit.name());
        if (low != null) {
            reading.complain(
                    low,
                    "is " + rules.value(threshold) + ", above " + limit.name() + " (" + rules.value(limit)
                            + "); it must not be");
        } else if (high != null) {
            reading.complain(
                    high,
                    "is " + rules.value(limit) + ", below " + threshold.name() + " (" + rules.value(threshold)
                            + "); it must not be");
        }
    }

    private @Nullable Double number(@Nullable Place place, Threshold threshold) {
        return reading.value(
                place,
                threshold.unit().allowed() + " (" + threshold.unit().words() + "; " + threshold.standard()
                        + " is the default)",
                text -> numberIn(text, threshold));
    }

    private static @Nullable Double numberIn(String text, Threshold threshold) {
        @Nullable Double value = NUMBER.matcher(text).matches() ? Double.valueOf(text) : null;
        return value != null && threshold.unit().allows(value) ? value : null;
    }

    private @Nullable Integer steps(@Nullable Place place) {
        return reading.value(
                place,
                "a whole number of steps from 1 to " + LONGEST_WAIT,
                text -> text.matches("[1-9]\\d{0,6}") && Integer.parseInt(text) <= LONGEST_WAIT
                        ? Integer.valueOf(text)
                        : null);
    }

    private static @Nullable Boolean yesOrNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        };
    }

    private static @Nullable Severity severity(String text) {
        return Arrays.stream(Severity.values())
                .filter(severity -> severity.label().equals(text))
                .findFirst()
                .orElse(null);
    }
}

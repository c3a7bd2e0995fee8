package dev.flatline.stream.configure;

import dev.flatline.alert.configure.Glob;
import dev.flatline.alert.configure.Reading;
import dev.flatline.alert.configure.Reading.Keys;
import dev.flatline.alert.configure.Reading.Place;
import dev.flatline.alert.configure.Scope;
import dev.flatline.alert.configure.WrongFileException;
import dev.flatline.alert.configure.Yaml;
import dev.flatline.stream.rules.Rules;
import dev.flatline.stream.rules.Rules.ForSome;
import dev.flatline.stream.rules.RunRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads rules written in YAML, and says everything that is wrong with them at once.
 */
final class RulesReader {

    private static final String RULES = "rules";
    private static final String OVERRIDES = "overrides";
    private static final String RUN = "run";
    private static final String TAGS = "tags";

    private final Reading reading;
    private final SectionReader sections;
    private final String file;

    private RulesReader(String file) {
        this.file = file;
        this.reading = new Reading(file);
        this.sections = new SectionReader(reading);
    }

    /**
     * The rules in a text.
     *
     * @param file what to call it
     */
    static Rules read(String file, String text) throws WrongFileException {
        return new RulesReader(file).read(text);
    }

    private Rules read(String text) throws WrongFileException {
        Rules rules = rules(Yaml.document(file, text, "'flatline rules' prints one with all defaults"));
        if (!reading.problems().isEmpty()) {
            throw new WrongFileException(file, reading.problems());
        }
        return rules;
    }

    private Rules rules(Place document) {
        Map<String, Place> parts =
                reading.entries(document, new Keys("part of a rules file", List.of(RULES, OVERRIDES)));
        RunRules all = sections.rules(parts.get(RULES), RunRules.STANDARD);
        return new Rules(all, overrides(parts.get(OVERRIDES), all));
    }

    private List<ForSome> overrides(@Nullable Place place, RunRules all) {
        List<ForSome> overrides = new ArrayList<>();
        for (Place item : place == null ? List.<Place>of() : reading.items(place)) {
            Map<String, Place> parts =
                    reading.entries(item, new Keys("part of an override", List.of(RUN, TAGS, RULES)));
            if (!parts.containsKey(RUN) && !parts.containsKey(TAGS)) {
                reading.complain(item, "names no runs; give it 'run: NAME' or 'tags:', or move it to 'rules:'");
            }
            overrides.add(new ForSome(scope(parts), sections.rules(parts.get(RULES), all)));
        }
        return overrides;
    }

    private Scope scope(Map<String, Place> parts) {
        @Nullable Place tags = parts.get(TAGS);
        Map<String, Glob> wanted = new HashMap<>();
        if (tags != null) {
            reading.mapping(tags).forEach((key, value) -> {
                @Nullable Glob glob = glob(value, "the value of a tag, in which * stands for anything");
                wanted.put(key, glob == null ? Glob.ANY : glob);
            });
        }
        @Nullable Glob run = glob(parts.get(RUN), "the name of a run, in which * stands for anything");
        return new Scope(run == null ? Glob.ANY : run, wanted);
    }

    private @Nullable Glob glob(@Nullable Place place, String allowed) {
        return reading.value(place, allowed, text -> text.isBlank() ? null : new Glob(text));
    }
}

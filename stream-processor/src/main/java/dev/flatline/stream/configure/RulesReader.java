package dev.flatline.stream.configure;

import dev.flatline.stream.configure.Reading.Keys;
import dev.flatline.stream.configure.Reading.Place;
import dev.flatline.stream.rules.Glob;
import dev.flatline.stream.rules.Rules;
import dev.flatline.stream.rules.Rules.ForSome;
import dev.flatline.stream.rules.RunRules;
import dev.flatline.stream.rules.Scope;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads rules written in YAML, and says everything that is wrong with them at once. Only the text of the values counts:
 * no type of YAML is made of it, no class is loaded, no key means anything but itself.
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
    static Rules read(String file, String text) throws WrongRulesException {
        return new RulesReader(file).read(text);
    }

    private Rules read(String text) throws WrongRulesException {
        Rules rules = rules(document(text));
        if (!reading.problems().isEmpty()) {
            throw new WrongRulesException(file, reading.problems());
        }
        return rules;
    }

    private Node document(String text) throws WrongRulesException {
        try {
            Node document = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (document == null || document.getTag().equals(Tag.NULL)) {
                throw wrong(file + " is empty; 'flatline rules' prints one with all defaults");
            }
            return document;
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw wrong(file + (mark == null ? "" : ":" + (mark.getLine() + 1)) + ": not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw wrong(file + ": not YAML: " + e.getMessage());
        }
    }

    private WrongRulesException wrong(String problem) {
        return new WrongRulesException(file, List.of(problem));
    }

    private Rules rules(Node document) {
        Map<String, Place> parts =
                reading.entries(Place.whole(document), new Keys("part of a rules file", List.of(RULES, OVERRIDES)));
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

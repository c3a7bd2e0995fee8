package dev.flatline.alert.configure;

import java.util.Map;

/**
 * Which runs are meant: all conditions must hold.
 *
 * @param name of the run
 * @param tags by key; the run must have them all
 */
public record Scope(Glob name, Map<String, Glob> tags) {

    public Scope {
        tags = Map.copyOf(tags);
    }

    public boolean holds(String runName, Map<String, String> runTags) {
        return name.matches(runName)
                && tags.entrySet().stream()
                        .allMatch(tag -> runTags.containsKey(tag.getKey())
                                && tag.getValue().matches(runTags.get(tag.getKey())));
    }
}

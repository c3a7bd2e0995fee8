package dev.flatline.alert.configure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A file while it is read: gives what is asked of a place in it, and notes what is wrong there. */
public final class Reading {

    private static final int LONGEST_QUOTE = 40;

    private final String file;
    private final List<Problem> problems = new ArrayList<>();

    public Reading(String file) {
        this.file = file;
    }

    /**
     * A place in the file.
     *
     * @param path the keys that lead to it, joined by dots
     * @param line where its key stands, from 1
     * @param node what stands there
     */
    public record Place(String path, int line, Node node) {

        public static Place whole(Node document) {
            return new Place("", 1, document);
        }

        public boolean isEmpty() {
            return node.getTag().equals(Tag.NULL);
        }

        Place at(NodeTuple tuple, String key) {
            return new Place(path.isEmpty() ? key : path + "." + key, lineOf(tuple.getKeyNode()), tuple.getValueNode());
        }
    }

    private record Problem(int line, String words) {}

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** Which keys may stand somewhere: what the unknown ones are called, and the known ones. */
    public record Keys(String noun, List<String> known) {}

    /** In the order of the file. */
    public List<String> problems() {
        return problems.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .map(Problem::words)
                .toList();
    }

    public void complain(Place place, String what) {
        String where = place.path().isEmpty() ? "the file" : place.path();
        problems.add(new Problem(place.line(), file + ":" + place.line() + ": " + where + " " + what));
    }

    /** What stands under each key that may stand here; nothing where it is no mapping, or empty. */
    public Map<String, Place> entries(Place place, Keys keys) {
        Map<String, Place> entries = mapping(place);
        Map<String, Place> unknown = new LinkedHashMap<>(entries);
        unknown.keySet().removeAll(keys.known());
        unknown.forEach(
                (key, entry) -> complain(entry, "is no " + keys.noun() + "; " + Nearest.hint(key, keys.known())));
        entries.keySet().retainAll(keys.known());
        return entries;
    }

    /** The same with any keys. */
    public Map<String, Place> mapping(Place place) {
        Map<String, Place> entries = new LinkedHashMap<>();
        if (place.isEmpty()) {
            return entries;
        }
        if (!(place.node() instanceof MappingNode mapping)) {
            complain(place, "must be 'key: value' lines, each indented alike, not " + shown(place));
            return entries;
        }
        Map<String, Integer> lines = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            enter(tuple, place, entries, lines);
        }
        return entries;
    }

    private void enter(NodeTuple tuple, Place in, Map<String, Place> entries, Map<String, Integer> lines) {
        if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
            complain(in.at(tuple, "?"), "must have a plain word as its key");
            return;
        }
        Place value = in.at(tuple, name.getValue());
        Integer before = lines.putIfAbsent(name.getValue(), value.line());
        if (before == null) {
            entries.put(name.getValue(), value);
        } else {
            complain(value, "stands here a second time, after line " + before + "; keep one of them");
        }
    }

    /** The items of a list; none where it is no list. */
    public List<Place> items(Place place) {
        List<Place> items = new ArrayList<>();
        if (place.isEmpty()) {
            return items;
        }
        if (!(place.node() instanceof SequenceNode list)) {
            complain(place, "must be a list, each item begun by '- ', not " + shown(place));
            return items;
        }
        for (Node item : list.getValue()) {
            items.add(new Place(place.path() + "[" + (items.size() + 1) + "]", lineOf(item), item));
        }
        return items;
    }

    /** The items of a list, or the single value that stands in its place. */
    public List<Place> oneOrMore(Place place) {
        return place.node() instanceof SequenceNode ? items(place) : List.of(place);
    }

    /**
     * What is made of a single value; {@code null} where it is missing or wrong.
     *
     * @param allowed to go on from "must be"
     * @param read gives {@code null} for what is not allowed
     */
    public <T> @Nullable T value(@Nullable Place place, String allowed, Function<String, @Nullable T> read) {
        if (place == null) {
            return null;
        }
        @Nullable
        T value = place.node() instanceof ScalarNode scalar && !place.isEmpty() ? read.apply(scalar.getValue()) : null;
        if (value == null) {
            complain(place, (place.isEmpty() ? "has no value" : "is " + shown(place)) + "; it must be " + allowed);
        }
        return value;
    }

    private static String shown(Place place) {
        if (place.node() instanceof ScalarNode scalar) {
            String text = scalar.getValue();
            return "'" + (text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text) + "'";
        }
        return place.node() instanceof SequenceNode ? "a list" : "a mapping";
    }
}

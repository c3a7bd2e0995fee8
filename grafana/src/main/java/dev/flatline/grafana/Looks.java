package dev.flatline.grafana;

import java.util.List;
import java.util.Map;

/** How numbers that several dashboards show are shown everywhere. */
final class Looks {

    static final Map<String, Object> PLAIN = Json.object();

    private Looks() {}

    /** 0 quiet, 1 info, 2 warning, 3 critical, in words. */
    static Map<String, Object> severityWords() {
        return Json.object(
                "type",
                "value",
                "options",
                Json.object(
                        "0", word("quiet", Colours.GOOD, 0),
                        "1", word("info", Colours.INFO, 1),
                        "2", word("warning", Colours.WARNING, 2),
                        "3", word("critical", Colours.CRITICAL, 3)));
    }

    /** 1 running, 2 completed, and so on, in words. */
    static Map<String, Object> statusWords() {
        return Json.object(
                "type",
                "value",
                "options",
                Json.object(
                        "1", word("running", Colours.GOOD, 0),
                        "2", word("completed", Colours.PLAIN, 1),
                        "3", word("detached", Colours.PLAIN, 2),
                        "4", word("killed", Colours.WARNING, 3),
                        "5", word("failed", Colours.CRITICAL, 4)));
    }

    private static Map<String, Object> word(String text, String colour, int index) {
        return Json.object("text", text, "color", colour, "index", index);
    }

    /** The state of runs as {@link #statusWords()} counts them, with the given selector and range. */
    static String status(String selector, String range) {
        StringBuilder all = new StringBuilder();
        List<String> words = List.of("running", "completed", "detached", "killed", "failed");
        for (String word : words) {
            String and = selector.isEmpty() ? "" : selector + ",";
            String series = "flatline_run_status{" + and + "status=\"" + word + "\"}";
            all.append(all.isEmpty() ? "" : " or ")
                    .append(words.indexOf(word) + 1)
                    .append(" * ")
                    .append(range.isEmpty() ? series : "last_over_time(" + series + range + ")");
        }
        return "max by (run) (" + all + ")";
    }

    static Steps severity() {
        return Steps.from(Colours.GOOD)
                .then(1, Colours.INFO)
                .then(2, Colours.WARNING)
                .then(3, Colours.CRITICAL);
    }

    /** Nothing learned, undecided, learning. */
    static Steps skill() {
        return Steps.from(Colours.CRITICAL)
                .then(Limits.of("learning", "nothing"), Colours.WARNING)
                .then(Limits.of("learning", "something"), Colours.GOOD);
    }

    /** One answer to everything, undecided, varied. */
    static Steps diversity() {
        return Steps.from(Colours.CRITICAL)
                .then(Limits.of("output-collapse", "constant"), Colours.WARNING)
                .then(Limits.of("output-collapse", "diverse"), Colours.GOOD);
    }

    /** Within the agent's default budget, above it, twice of it, where the alert of Prometheus fires. */
    static Steps overhead() {
        return Steps.from(Colours.GOOD).then(0.01, Colours.WARNING).then(0.02, Colours.CRITICAL);
    }

    /** Fresh, old, and as old as the alert of Prometheus waits for. */
    static Steps lag() {
        return Steps.from(Colours.GOOD).then(10, Colours.WARNING).then(30, Colours.CRITICAL);
    }

    /** Properties of a table's column whose text has the colour of its value. */
    static Map<String, Object> coloured(String unit, int decimals, Steps steps) {
        return Json.object(
                "unit",
                unit,
                "decimals",
                decimals,
                "thresholds",
                steps.json(),
                "custom.cellOptions",
                Json.object("type", "color-text"));
    }

    /** Properties of a table's column of a state, in words on its colour. */
    static Map<String, Object> words(Map<String, Object> mapping, Steps steps) {
        return Json.object(
                "mappings", List.of(mapping),
                "thresholds", steps.json(),
                "custom.width", 110,
                "custom.cellOptions", Json.object("type", "color-background", "mode", "basic"));
    }

    static Map<String, Object> unit(String unit) {
        return Json.object("unit", unit);
    }

    /** Properties of a table's column that leads elsewhere. */
    static Map<String, Object> link(String title, String url) {
        return Json.object("links", List.of(Json.object("title", title, "url", url, "targetBlank", false)));
    }

    /** Properties of a table's column of text that may be long. */
    static Map<String, Object> text(int width) {
        return Json.object("custom.width", width, "custom.cellOptions", Json.object("type", "auto", "wrapText", true));
    }
}

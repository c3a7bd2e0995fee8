package dev.flatline.grafana;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One panel, in Grafana's classic JSON. Its place is found by the {@link Dashboard}. */
class Panel {

    static final Map<String, Object> DATA_SOURCE = Json.object("type", "prometheus", "uid", "${datasource}");

    private final String type;
    private final String title;
    private final List<Query> queries = new ArrayList<>();
    private final List<Map<String, Object>> overrides = new ArrayList<>();
    private final Map<String, Object> defaults = new LinkedHashMap<>();
    private final Map<String, Object> custom = new LinkedHashMap<>();
    private final Map<String, Object> options = new LinkedHashMap<>();
    private final List<Map<String, Object>> mappings = new ArrayList<>();
    private final List<Object> transformations = new ArrayList<>();
    private String description = "";
    private boolean instant;
    private @Nullable Integer points;
    private int width = 12;
    private int height = 8;

    Panel(String type, String title) {
        this.type = type;
        this.title = title;
        defaults.put("unit", "none");
        defaults.put("color", Json.object("mode", "thresholds"));
        defaults.put("thresholds", Steps.from(Colours.PLAIN).json());
    }

    /** One number, as it is now. */
    static Panel number(String title) {
        Panel panel = new Panel("stat", title).size(4, 4);
        panel.options.putAll(Json.object(
                "colorMode", "value",
                "graphMode", "none",
                "justifyMode", "auto",
                "orientation", "auto",
                "textMode", "auto",
                "reduceOptions", Json.object("calcs", List.of("lastNotNull"), "fields", "", "values", false)));
        return panel;
    }

    /** Curves over time. */
    static Panel curves(String title) {
        Panel panel = new Panel("timeseries", title);
        panel.defaults.put("color", Json.object("mode", "palette-classic"));
        panel.custom.putAll(Json.object(
                "drawStyle",
                "line",
                "lineInterpolation",
                "linear",
                "lineWidth",
                2,
                "fillOpacity",
                0,
                "pointSize",
                4,
                "showPoints",
                "auto",
                "spanNulls",
                false,
                "axisPlacement",
                "auto",
                "scaleDistribution",
                Json.object("type", "linear"),
                "thresholdsStyle",
                Json.object("mode", "off")));
        panel.options.putAll(Json.object(
                "legend",
                Json.object("displayMode", "list", "placement", "bottom", "showLegend", true, "calcs", List.of()),
                "tooltip",
                Json.object("mode", "multi", "sort", "none")));
        return panel;
    }

    /** What holds from when to when, one row each. */
    static Panel states(String title) {
        Panel panel = new Panel("state-timeline", title);
        panel.custom.putAll(Json.object("fillOpacity", 80, "lineWidth", 0));
        panel.options.putAll(Json.object(
                "alignValue",
                "left",
                "mergeValues",
                true,
                "rowHeight",
                0.9,
                "showValue",
                "auto",
                "legend",
                Json.object("displayMode", "list", "placement", "bottom", "showLegend", false),
                "tooltip",
                Json.object("mode", "single", "sort", "none")));
        return panel;
    }

    /** Layer by time, a cell coloured by its value; the steps are the scale, so that it may be logarithmic. */
    static Panel heat(String title) {
        Panel panel = new Panel("status-history", title).points(100);
        panel.custom.putAll(Json.object("fillOpacity", 90, "lineWidth", 0));
        panel.options.putAll(Json.object(
                "rowHeight",
                0.95,
                "colWidth",
                1,
                "showValue",
                "never",
                "legend",
                Json.object("displayMode", "list", "placement", "bottom", "showLegend", true),
                "tooltip",
                Json.object("mode", "single", "sort", "none")));
        return panel;
    }

    /** Beyond the curves so many values are too many to draw. */
    final Panel points(int most) {
        points = most;
        return this;
    }

    final Panel says(String what) {
        description = what;
        return this;
    }

    final Panel size(int columns, int rows) {
        width = columns;
        height = rows;
        return this;
    }

    final Panel asks(String legend, String expression) {
        queries.add(new Query(legend, expression));
        return this;
    }

    /** The same in a colour of its own. */
    final Panel asks(String legend, String expression, String colour) {
        override("byName", legend, Json.object("color", Json.object("mode", "fixed", "fixedColor", colour)));
        return asks(legend, expression);
    }

    /** A query of each layer of the chosen run, in the colours of layers. */
    final Panel asksLayers(String metric) {
        for (int digit = 0; digit < Colours.LAYERS.size(); digit++) {
            Object colour = Json.object("mode", "fixed", "fixedColor", Colours.LAYERS.get(digit));
            override("byRegexp", "/^\\d*" + digit + " /", Json.object("color", colour));
        }
        return asks("{{position}} {{layer}}", Query.layers(metric));
    }

    /** Adds the iteration to what is shown where the pointer is, and draws nothing. */
    final Panel atIterations() {
        override(
                "byName",
                Query.ITERATION.legend(),
                Json.object(
                        "unit",
                        "locale",
                        "custom.lineWidth",
                        0,
                        "custom.showPoints",
                        "never",
                        "custom.axisPlacement",
                        "hidden",
                        "custom.scaleDistribution",
                        Json.object("type", "linear"),
                        "custom.hideFrom",
                        Json.object("legend", true, "tooltip", false, "viz", false)));
        queries.add(Query.ITERATION);
        return this;
    }

    /** Only how it is at the end of the chosen time. */
    final Panel now() {
        instant = true;
        return this;
    }

    final Panel unit(String unit) {
        return set("unit", unit);
    }

    final Panel decimals(int decimals) {
        return set("decimals", decimals);
    }

    final Panel set(String name, Object value) {
        defaults.put(name, value);
        return this;
    }

    final Panel custom(String name, Object value) {
        custom.put(name, value);
        return this;
    }

    final Panel option(String name, Object value) {
        options.put(name, value);
        return this;
    }

    final Panel logarithmic() {
        return custom("scaleDistribution", Json.object("type", "log", "log", 10));
    }

    /** The value's colour; curves get a dashed line where it changes. */
    final Panel limits(Steps steps) {
        if (type.equals("timeseries")) {
            custom("thresholdsStyle", Json.object("mode", "dashed"));
        }
        return set("thresholds", steps.json());
    }

    final Panel mapping(Map<String, Object> mapping) {
        mappings.add(mapping);
        return this;
    }

    final Panel transform(String id, Map<String, Object> how) {
        transformations.add(Json.object("id", id, "options", how));
        return this;
    }

    /** What is different for some of the answers. */
    final Panel override(String matcher, String which, Map<String, Object> properties) {
        List<Object> list = new ArrayList<>();
        properties.forEach((name, value) -> list.add(Json.object("id", name, "value", value)));
        overrides.add(Json.object("matcher", Json.object("id", matcher, "options", which), "properties", list));
        return this;
    }

    final int width() {
        return width;
    }

    final int height() {
        return height;
    }

    Map<String, Object> json(int id, int x, int y) {
        Map<String, Object> fields = new LinkedHashMap<>(defaults);
        fields.put("mappings", mappings);
        fields.put("custom", custom);
        Map<String, Object> json = Json.object(
                "id", id,
                "type", type,
                "title", title,
                "description", description,
                "gridPos", Json.object("x", x, "y", y, "w", width, "h", height),
                "datasource", DATA_SOURCE);
        if (points != null) {
            json.put("maxDataPoints", points);
        }
        json.put("targets", targets());
        json.put("fieldConfig", Json.object("defaults", fields, "overrides", overrides));
        json.put("options", options);
        if (!transformations.isEmpty()) {
            json.put("transformations", transformations);
        }
        return json;
    }

    private List<Object> targets() {
        List<Object> targets = new ArrayList<>();
        for (Query query : queries) {
            Map<String, Object> target = Json.object(
                    "refId",
                    String.valueOf((char) ('A' + targets.size())),
                    "datasource",
                    DATA_SOURCE,
                    "editorMode",
                    "code",
                    "expr",
                    query.expression(),
                    "legendFormat",
                    query.legend(),
                    "range",
                    !instant,
                    "instant",
                    instant);
            if (type.equals("table")) {
                target.put("format", "table");
            }
            targets.add(target);
        }
        return targets;
    }
}

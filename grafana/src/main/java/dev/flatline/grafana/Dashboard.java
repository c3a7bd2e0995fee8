package dev.flatline.grafana;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One dashboard: a question, and the panels that answer it, from left to right and from top to bottom. */
final class Dashboard {

    private static final int COLUMNS = 24;

    private final String name;
    private final String title;
    private final String question;
    private final List<Object> variables = new ArrayList<>();
    private final List<Object> annotations = new ArrayList<>();
    private final List<Object> links = new ArrayList<>();
    private final List<Object> panels = new ArrayList<>();
    private int x;
    private int y;
    private int rowHeight;

    /**
     * Begins a dashboard.
     *
     * @param name of its file; its address is {@code /d/flatline-<name>}
     * @param title behind "Flatline: "
     * @param question it answers
     */
    Dashboard(String name, String title, String question) {
        this.name = name;
        this.title = title;
        this.question = question;
        variables.add(Json.object(
                "name",
                "datasource",
                "label",
                "Data source",
                "type",
                "datasource",
                "query",
                "prometheus",
                "current",
                Json.object("text", "default", "value", "default"),
                "refresh",
                1,
                "hide",
                0,
                "includeAll",
                false,
                "multi",
                false));
    }

    String name() {
        return name;
    }

    /** A variable to choose a label's value by. */
    Dashboard chooses(String label, String title, String metric) {
        String query = "label_values(" + metric + ", " + label + ")";
        variables.add(Json.object(
                "name",
                label,
                "label",
                title,
                "type",
                "query",
                "datasource",
                Panel.DATA_SOURCE,
                "definition",
                query,
                "query",
                Json.object("qryType", 1, "query", query, "refId", label),
                "refresh",
                2,
                "sort",
                1,
                "current",
                Json.object("text", "", "value", ""),
                "hide",
                0,
                "includeAll",
                false,
                "multi",
                false));
        return this;
    }

    /** Where runbooks are found: a setting, not shown. In the compose file Grafana itself serves them there. */
    Dashboard opensRunbooks() {
        variables.add(Json.object(
                "name", "runbooks",
                "label", "Address of the runbooks",
                "type", "textbox",
                "query", "/public/runbooks",
                "current", Json.object("text", "/public/runbooks", "value", "/public/runbooks"),
                "hide", 2));
        return this;
    }

    /** Marks on every curve when alerts of the chosen run fire. */
    Dashboard marksAlerts() {
        annotations.add(Json.object(
                "name", "Alerts",
                "datasource", Panel.DATA_SOURCE,
                "enable", true,
                "iconColor", Colours.CRITICAL,
                "expr", "max by (kind, variant, severity) (flatline_alert_firing{run=\"$run\"})",
                "titleFormat", "{{kind}} {{variant}}",
                "textFormat", "{{severity}}",
                "step", "5s"));
        return this;
    }

    /** A link in the head of the dashboard that keeps run and time. */
    Dashboard leadsTo(String other, String title) {
        links.add(Json.object(
                "title",
                title,
                "type",
                "link",
                "icon",
                "dashboard",
                "url",
                "/d/flatline-" + other,
                "keepTime",
                true,
                "includeVars",
                true,
                "asDropdown",
                false,
                "targetBlank",
                false,
                "tooltip",
                "",
                "tags",
                List.of()));
        return this;
    }

    /** A heading; panels go on below it. */
    Dashboard row(String heading) {
        newLine();
        panels.add(Json.object(
                "id",
                panels.size() + 1,
                "type",
                "row",
                "title",
                heading,
                "collapsed",
                false,
                "gridPos",
                Json.object("x", 0, "y", y, "w", COLUMNS, "h", 1),
                "panels",
                List.of()));
        y++;
        return this;
    }

    Dashboard shows(Panel... more) {
        for (Panel panel : more) {
            if (x + panel.width() > COLUMNS) {
                newLine();
            }
            panels.add(panel.json(panels.size() + 1, x, y));
            x += panel.width();
            rowHeight = Math.max(rowHeight, panel.height());
        }
        return this;
    }

    private void newLine() {
        x = 0;
        y += rowHeight;
        rowHeight = 0;
    }

    Map<String, Object> json() {
        return Json.object(
                "uid",
                "flatline-" + name,
                "title",
                "Flatline: " + title,
                "description",
                question,
                "tags",
                List.of("flatline"),
                "editable",
                false,
                "graphTooltip",
                1,
                "schemaVersion",
                39,
                "version",
                1,
                "refresh",
                "5s",
                "time",
                Json.object("from", "now-15m", "to", "now"),
                "timezone",
                "browser",
                "timepicker",
                Json.object("refresh_intervals", List.of("5s", "10s", "30s", "1m", "5m")),
                "annotations",
                Json.object("list", annotations),
                "links",
                links,
                "templating",
                Json.object("list", variables),
                "panels",
                panels);
    }
}

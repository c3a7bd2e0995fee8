package dev.flatline.grafana;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table as it is now, one row for each set of labels; a column is a label or the answer to a query. */
final class Table extends Panel {

    private final Map<String, Object> names = new LinkedHashMap<>();
    private final Map<String, Object> order = new LinkedHashMap<>();
    private final Map<String, Object> left = Json.object("Time", true);
    private int queries;

    Table(String title) {
        super("table", title);
        now();
        custom("align", "auto");
        custom("cellOptions", Json.object("type", "auto"));
        custom("filterable", true);
        option("showHeader", true);
        option("cellHeight", "sm");
    }

    /** A query for its labels alone. */
    Table rows(String what, String expression) {
        left.put(ask(what, expression), true);
        return this;
    }

    /** A column of a label. */
    Table label(String label, String name, Map<String, Object> look) {
        return column(label, name, look);
    }

    /** A column of the answers to a query. */
    Table value(String name, String expression, Map<String, Object> look) {
        return column(ask(name, expression), name, look);
    }

    private String ask(String what, String expression) {
        asks(what, expression);
        return "Value #" + (char) ('A' + queries++);
    }

    private Table column(String field, String name, Map<String, Object> look) {
        names.put(field, name);
        order.put(field, order.size());
        if (!look.isEmpty()) {
            override("byName", name, look);
        }
        return this;
    }

    /** Labels that are not shown. */
    Table without(String... labels) {
        for (String label : labels) {
            left.put(label, true);
        }
        return this;
    }

    Table sortedBy(String name, boolean descending) {
        option("sortBy", List.of(Json.object("displayName", name, "desc", descending)));
        return this;
    }

    @Override
    Map<String, Object> json(int id, int x, int y) {
        // One query gives its value the name "Value", several number theirs.
        if (queries == 1) {
            rename(names);
            rename(order);
            rename(left);
        } else {
            transform("merge", Json.object());
        }
        transform("organize", Json.object("excludeByName", left, "indexByName", order, "renameByName", names));
        return super.json(id, x, y);
    }

    private static void rename(Map<String, Object> fields) {
        Object value = fields.remove("Value #A");
        if (value != null) {
            fields.put("Value", value);
        }
    }
}

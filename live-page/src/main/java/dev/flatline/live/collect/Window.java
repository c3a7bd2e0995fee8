package dev.flatline.live.collect;

import dev.flatline.alert.Alert;
import java.util.ArrayList;
import java.util.List;

/**
 * The iterations around an alert, each of them: from {@value #BEFORE} before the symptom was first seen to {@value #AFTER} after it was
 * certain, but no more than {@value #MOST}.
 */
final class Window {

    static final int BEFORE = 128;
    static final int AFTER = 64;
    static final int MOST = 1024;

    private final long from;
    private final long to;
    private final List<Row> rows = new ArrayList<>();
    private long changed;

    Window(Alert alert) {
        from = Math.max(0, alert.firstIteration() - BEFORE);
        to = Math.min(alert.firedIteration() + AFTER, from + MOST - 1);
    }

    /** Takes the row in if it belongs here. */
    void add(Row row, long version) {
        if (row.iteration() >= from && row.iteration() <= to && rows.size() < MOST) {
            rows.add(row);
            changed = version;
        }
    }

    boolean isChangedSince(long version) {
        return changed > version;
    }

    List<Row> rows() {
        return rows;
    }
}

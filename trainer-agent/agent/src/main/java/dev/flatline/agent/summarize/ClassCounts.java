package dev.flatline.agent.summarize;

import java.util.List;
import java.util.stream.LongStream;

/**
 * How often each class occurs among the labels, as long as the labels are classes at all.
 *
 * <p>They are when every row has exactly one 1 and else 0, or holds a class index, or is a single 0 or 1 (two classes
 * then). The first row that is none of these ends the counting.
 */
final class ClassCounts {

    private static final int LIMIT = 1024;

    private final long[] counts;
    private boolean classes = true;

    ClassCounts(int units) {
        counts = new long[units == 1 ? 2 : units];
    }

    void add(OutputRows rows, int row) {
        int found = classes ? classOf(rows, row) : -1;
        if (found < 0 || found >= counts.length) {
            classes = false;
        } else {
            counts[found]++;
        }
    }

    private static int classOf(OutputRows rows, int row) {
        if (rows.sparse()) {
            return (int) rows.labels()[row];
        }
        if (rows.units() == 1) {
            float label = rows.label(row, 0);
            return label == 0 ? 0 : label == 1 ? 1 : -1;
        }
        int found = -1;
        for (int unit = 0; unit < rows.units(); unit++) {
            float label = rows.label(row, unit);
            if (label == 1 && found < 0) {
                found = unit;
            } else if (label != 0) {
                return -1;
            }
        }
        return found;
    }

    /** Rows of each class, of the first 1024 classes; empty when the labels are no classes. */
    List<Long> counts() {
        return classes ? LongStream.of(counts).limit(LIMIT).boxed().toList() : List.of();
    }
}

package dev.flatline.agent.summarize;

import dev.flatline.events.v1.LabelStep;

/**
 * How often each class occurs among the labels, as long as the labels are classes at all.
 *
 * <p>They are when every row has exactly one 1 and else 0, or is a single 0 or 1 (two classes then). The first row that
 * is neither ends the counting.
 */
final class ClassCounts {

    private static final int LIMIT = 1024;

    private final long[] counts;
    private boolean classes = true;

    ClassCounts(int units) {
        counts = new long[units == 1 ? 2 : units];
    }

    void add(double[] label) {
        int found = classes ? classOf(label) : -1;
        if (found < 0) {
            classes = false;
        } else {
            counts[found]++;
        }
    }

    private static int classOf(double[] label) {
        if (label.length == 1) {
            return label[0] == 0 ? 0 : label[0] == 1 ? 1 : -1;
        }
        int found = -1;
        for (int unit = 0; unit < label.length; unit++) {
            if (label[unit] == 1 && found < 0) {
                found = unit;
            } else if (label[unit] != 0) {
                return -1;
            }
        }
        return found;
    }

    /** Adds the rows of each class, of the first 1024 classes; nothing when the labels are no classes. */
    void addTo(LabelStep.Builder step) {
        for (int unit = 0; classes && unit < Math.min(LIMIT, counts.length); unit++) {
            step.addClassCounts(counts[unit]);
        }
    }
}

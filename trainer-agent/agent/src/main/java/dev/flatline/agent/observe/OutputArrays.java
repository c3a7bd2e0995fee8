package dev.flatline.agent.observe;

import dev.flatline.agent.summarize.OutputRows;
import org.jspecify.annotations.Nullable;

/**
 * Outputs, labels and mask of one output layer, and how rows are read from them.
 *
 * <p>A row is an example or, where there are more axes than two, an example at one position, the example moving
 * fastest: so DL4J lays out the mask of a sequence. Of large outputs evenly spaced rows are read, starting at another
 * one at each update.
 *
 * @param labels of the outputs' shape, or with one value in place of all units: a class index
 * @param mask one value for each row, or for each output; {@code null} when all count
 * @param channelsLast whether the units are on the last axis
 */
record OutputArrays(
        HostArray outputs, HostArray labels, @Nullable HostArray mask, boolean channelsLast) {

    private static final long MOST_ELEMENTS = 32_768;
    private static final long LEAST_ROWS = 32;

    /** The rows of one update; {@code null} when labels and outputs do not fit together. */
    @Nullable
    OutputRows rows(long turn) {
        int units = (int) outputs.shape()[unitAxis(outputs)];
        long all = outputs.size() / Math.max(1, units);
        boolean sparse = units > 1 && labels.size() == all;
        if (units == 0 || all == 0 || !(sparse || labels.size() == outputs.size())) {
            return null;
        }
        int taken = (int) Math.min(all, Math.max(LEAST_ROWS, MOST_ELEMENTS / units));
        float[] values = new float[taken * units];
        float[] wanted = new float[sparse ? taken : taken * units];
        boolean[] included = new boolean[taken];
        for (int i = 0; i < taken; i++) {
            long row = (turn + i * all / taken) % all;
            readRow(outputs, row, units, values, i * units);
            readRow(labels, row, sparse ? 1 : units, wanted, sparse ? i : i * units);
            included[i] = isIncluded(row, all, units);
        }
        return new OutputRows(values, wanted, included, taken, units, sparse);
    }

    /** Whether single outputs of a row may be masked, so that a loss summed over the units is not what it seems. */
    boolean masksSingleOutputs() {
        return mask != null && mask.size() == outputs.size() && outputs.shape()[unitAxis(outputs)] > 1;
    }

    private int unitAxis(HostArray array) {
        return channelsLast ? array.rank() - 1 : Math.min(1, array.rank() - 1);
    }

    private void readRow(HostArray array, long row, int count, float[] into, int to) {
        int unitAxis = array.rank() == 1 ? -1 : unitAxis(array);
        long from = array.offset() + distanceOfRow(array, row, unitAxis);
        long step = unitAxis < 0 ? 0 : array.stride()[unitAxis];
        for (int unit = 0; unit < count; unit++) {
            into[to + unit] = array.numbers().at(from + unit * step);
        }
    }

    private static long distanceOfRow(HostArray array, long row, int unitAxis) {
        long rest = row;
        long distance = 0;
        for (int axis = 0; axis < array.rank(); axis++) {
            if (axis != unitAxis) {
                distance += rest % array.shape()[axis] * array.stride()[axis];
                rest /= array.shape()[axis];
            }
        }
        return distance;
    }

    private boolean isIncluded(long row, long all, int units) {
        if (mask == null) {
            return true;
        }
        if (mask.size() == all) {
            return mask.numbers().at(mask.offset() + distanceOfRow(mask, row, -1)) != 0;
        }
        if (mask.size() != outputs.size()) {
            return true;
        }
        float[] ofUnits = new float[units];
        readRow(mask, row, units, ofUnits, 0);
        for (float ofUnit : ofUnits) {
            if (ofUnit != 0) {
                return true;
            }
        }
        return false;
    }
}

package dev.flatline.agent.observe;

import java.util.stream.IntStream;

/**
 * Which elements of an activation or an input are read.
 *
 * <p>Units and examples are evenly spaced and stay the same from update to update; positions (pixels, time steps) move
 * on with each, so that all are seen in time.
 *
 * @param units the axes of features or channels, and how many are taken
 * @param positions the other axes but the first
 * @param turn counts the updates; moves the positions
 */
record SamplePlan(Pick units, Pick positions, Pick examples, long turn) {

    private static final int MOST_UNITS = 128;
    private static final int MOST_EXAMPLES = 32;
    private static final int MOST_ELEMENTS = 8192;
    private static final int MOST_FEATURES = 64;
    private static final int MOST_INPUT_EXAMPLES = 256;
    private static final int MOST_INPUT_ELEMENTS = 16_384;
    private static final int SLOWER = 16;

    /** For a layer's output of two axes or more. */
    static SamplePlan ofActivation(HostArray array, boolean channelsLast, long turn) {
        int unitAxis = channelsLast ? array.rank() - 1 : 1;
        int[] others = IntStream.range(1, array.rank())
                .filter(axis -> axis != unitAxis)
                .toArray();
        Limits limits = new Limits(MOST_UNITS, MOST_EXAMPLES, MOST_ELEMENTS);
        return plan(array, new int[] {unitAxis}, others, limits, turn);
    }

    /** For an input of two axes or more: each pixel of an image is a feature, a sequence has one value a time step. */
    static SamplePlan ofInput(HostArray array, boolean channelsLast, long turn) {
        Limits limits = new Limits(MOST_FEATURES, MOST_INPUT_EXAMPLES, MOST_INPUT_ELEMENTS);
        if (array.rank() == 3) {
            int unitAxis = channelsLast ? 2 : 1;
            return plan(array, new int[] {unitAxis}, new int[] {3 - unitAxis}, limits, turn);
        }
        int[] all = IntStream.range(1, array.rank()).toArray();
        return plan(array, all, new int[0], limits, turn);
    }

    private static SamplePlan plan(HostArray array, int[] unitAxes, int[] otherAxes, Limits most, long turn) {
        Limits limits = array.numbers().slow() ? most.dividedBy(SLOWER) : most;
        int units = (int) Math.min(array.count(unitAxes), limits.units);
        int examples = (int) Math.min(array.shape()[0], limits.examples);
        long room = Math.max(1, limits.elements / Math.max(1, units * examples));
        int positions = (int) Math.min(array.count(otherAxes), room);
        return new SamplePlan(
                new Pick(unitAxes, units), new Pick(otherAxes, positions), new Pick(new int[] {0}, examples), turn);
    }

    /** At most how much is read. */
    private record Limits(int units, int examples, int elements) {

        /** At least two examples stay, of which a difference can be told. */
        Limits dividedBy(int divisor) {
            return new Limits(Math.max(1, units / divisor * 2), Math.max(2, examples / divisor), elements / divisor);
        }
    }

    /** So many elements, evenly spaced, of some axes taken together. */
    @SuppressWarnings("ArrayRecordComponent")
    record Pick(int[] axes, int taken) {

        long[] distances(HostArray array, long turn) {
            long all = array.count(axes);
            long[] distances = new long[taken];
            for (int i = 0; i < taken; i++) {
                distances[i] = array.distance(axes, (turn + i * all / taken) % all);
            }
            return distances;
        }
    }
}

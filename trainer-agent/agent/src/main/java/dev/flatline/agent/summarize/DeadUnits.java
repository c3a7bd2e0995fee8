package dev.flatline.agent.summarize;

/**
 * Which units have given exactly 0 to every example for a long time: a ReLU that no input reaches any more.
 *
 * <p>Counts, for each sampled unit of one layer, the examples since it last gave anything else. A unit is dead after
 * {@value #EXAMPLES} of them. Memory: one number for each unit.
 */
public final class DeadUnits {

    /** Examples a unit must have met with silence. */
    public static final int EXAMPLES = 500;

    private long[] silentExamples = new long[0];

    /** Takes in one more mini-batch and returns the share of dead units, 0 where too few examples were seen. */
    public float shareAfter(ActivationSample sample) {
        if (silentExamples.length != sample.units()) {
            silentExamples = new long[sample.units()];
        }
        int dead = 0;
        int stretch = sample.positions() * sample.examples();
        for (int unit = 0; unit < sample.units(); unit++) {
            boolean silent = allZero(sample.values(), unit * stretch, stretch);
            silentExamples[unit] = silent ? silentExamples[unit] + sample.examples() : 0;
            dead += silentExamples[unit] >= EXAMPLES ? 1 : 0;
        }
        return sample.units() == 0 ? 0 : (float) dead / sample.units();
    }

    private static boolean allZero(float[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (values[i] != 0) {
                return false;
            }
        }
        return true;
    }
}

package dev.flatline.live.collect;

import java.util.Arrays;

/**
 * What was seen of some channels in an interval of iterations: smallest, largest and last value of each. A value that is not known (NaN)
 * leaves no trace; a channel that was never known has NaN in all three.
 */
final class Bucket {

    private final long index;
    private final float[] least;
    private final float[] greatest;
    private final float[] last;
    private int rows;
    private long changed;

    Bucket(long index, int channels) {
        this.index = index;
        this.least = unknown(channels);
        this.greatest = unknown(channels);
        this.last = unknown(channels);
    }

    private static float[] unknown(int channels) {
        float[] values = new float[channels];
        Arrays.fill(values, Float.NaN);
        return values;
    }

    void add(float[] values, long version) {
        rows++;
        changed = version;
        for (int i = 0; i < Math.min(values.length, last.length); i++) {
            take(i, values[i], values[i], values[i]);
        }
    }

    private void take(int channel, float low, float high, float newest) {
        if (Float.isNaN(newest)) {
            return;
        }
        least[channel] = Float.isNaN(least[channel]) ? low : Math.min(least[channel], low);
        greatest[channel] = Float.isNaN(greatest[channel]) ? high : Math.max(greatest[channel], high);
        last[channel] = newest;
    }

    /** The same rows in a bucket twice as wide. */
    Bucket widened(long version) {
        Bucket wide = new Bucket(Math.floorDiv(index, 2), last.length);
        wide.absorb(this, version);
        return wide;
    }

    /** Takes in what a later bucket has seen. */
    void absorb(Bucket later, long version) {
        rows += later.rows;
        changed = version;
        for (int i = 0; i < last.length; i++) {
            take(i, later.least[i], later.greatest[i], later.last[i]);
        }
    }

    /** Its interval begins at this times the width of the strip. */
    long index() {
        return index;
    }

    /** How many iterations of the interval were seen. */
    int rows() {
        return rows;
    }

    long changed() {
        return changed;
    }

    float least(int channel) {
        return least[channel];
    }

    float greatest(int channel) {
        return greatest[channel];
    }

    float last(int channel) {
        return last[channel];
    }
}

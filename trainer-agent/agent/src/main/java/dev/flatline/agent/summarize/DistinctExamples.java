package dev.flatline.agent.summarize;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * How many different examples one input of a network has shown: a small number beside many examples seen is too little
 * data.
 *
 * <p>Examples are told apart by their sampled features. The count is estimated by an UltraLogLog sketch (Ertl 2024) of
 * 4 KB, with a standard error of 1.2 %. NaN equals NaN.
 */
public final class DistinctExamples {

    private static final int PRECISION = 12;

    private final UltraLogLog sketch = UltraLogLog.create(PRECISION);
    private final HashStream64 hash = Hashing.komihash5_0().hashStream();
    private long seen;

    /** Takes in a mini-batch; the same features and positions each time. */
    public void add(ActivationSample sample) {
        int features = sample.units() * sample.positions();
        for (int example = 0; example < sample.examples(); example++) {
            hash.reset();
            for (int feature = 0; feature < features; feature++) {
                hash.putInt(Float.floatToIntBits(sample.values()[feature * sample.examples() + example]));
            }
            sketch.add(hash.getAsLong());
        }
        seen += sample.examples();
    }

    /** Examples taken in. */
    public long seen() {
        return seen;
    }

    /** Estimate of the different ones among them, at most as many. */
    public double distinct() {
        return Math.min((double) seen, sketch.getDistinctCountEstimate());
    }
}

package dev.flatline.stream.trend;

import dev.flatline.events.v1.InputStep;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.stream.DoubleStream;

/** What one network input is fed with, over time. */
public final class InputTrend {

    private static final int WINDOW = 20;

    private final RollingMean mean = new RollingMean(WINDOW);
    private final RollingMean deviation = new RollingMean(WINDOW);
    private final RollingMean rms = new RollingMean(WINDOW);
    private final RollingMean min = new RollingMean(WINDOW);
    private final RollingMean max = new RollingMean(WINDOW);
    private final RollingMean largestFeature = new RollingMean(WINDOW);
    private final RollingMean smallestFeature = new RollingMean(WINDOW);
    private final Sameness sameness = new Sameness();
    private final UsualScale scale = new UsualScale();
    private long examples;
    private double distinctExamples;

    void add(InputStep step) {
        sameness.add(step);
        mean.add(step.getMean());
        deviation.add(step.getStddev());
        rms.add(Math.hypot(step.getMean(), step.getStddev()));
        scale.add(Math.hypot(step.getMean(), step.getStddev()));
        min.add(step.getMin());
        max.add(step.getMax());
        largestFeature.add(varyingDeviation(step).max().orElse(Double.NaN));
        smallestFeature.add(varyingDeviation(step).min().orElse(Double.NaN));
        if (step.getDistinctExamples() > 0) {
            examples = step.getExamplesSeen();
            distinctExamples = step.getDistinctExamples();
        }
    }

    private static DoubleStream varyingDeviation(InputStep step) {
        return step.getFeatureStddevList().stream()
                .mapToDouble(Float::doubleValue)
                .filter(deviation -> deviation > 0);
    }

    /** Rolling mean of all values of a mini-batch. */
    public double mean() {
        return mean.mean();
    }

    /** Rolling standard deviation of all values of a mini-batch, whichever feature they are of. */
    public double deviation() {
        return deviation.mean();
    }

    /** Rolling root mean square of all values; about 1 for standardised data, at most 1 for data in [-1, 1]. */
    public double rms() {
        return rms.mean();
    }

    public double min() {
        return min.mean();
    }

    public double max() {
        return max.mean();
    }

    /** Largest divided by smallest standard deviation among the features that vary; 1 for standardised data. */
    public double featureDisparity() {
        return largestFeature.mean() / smallestFeature.mean();
    }

    /** Whether it is one and the same, again and again. */
    public Sameness sameness() {
        return sameness;
    }

    /** Whether it has left the scale it had. */
    public UsualScale scale() {
        return scale;
    }

    /** Different examples seen since the attempt began, an estimate; 0 where they are not counted. */
    public double distinctExamples() {
        return distinctExamples;
    }

    /** How often each different example has been seen; NaN where they are not counted. */
    public double passes() {
        return examples / distinctExamples;
    }

    private List<RollingMean> means() {
        return List.of(mean, deviation, rms, min, max, largestFeature, smallestFeature);
    }

    /** Those that the format of a state has: it knew neither mean nor deviation before version 4. */
    private List<RollingMean> means(int version) {
        return version < 4 ? means().subList(2, means().size()) : means();
    }

    void write(DataOutput out) throws IOException {
        sameness.write(out);
        scale.write(out);
        for (RollingMean each : means()) {
            each.write(out);
        }
        out.writeLong(examples);
        out.writeDouble(distinctExamples);
    }

    void read(DataInput in, int version) throws IOException {
        sameness.read(in);
        if (version >= 5) {
            scale.read(in);
        }
        for (RollingMean each : means(version)) {
            each.read(in);
        }
        examples = in.readLong();
        distinctExamples = in.readDouble();
    }
}

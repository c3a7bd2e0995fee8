package dev.flatline.stream.trend;

import dev.flatline.events.v1.ProbeStep;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What one output layer answered when it was last asked about random inputs.
 *
 * <p>A probe is worth something for {@value #VALID} steps: the network has moved on since. Before the first, after that
 * many steps, and for probes of one example, the variance is NaN.
 */
final class ProbeTrend {

    static final long VALID = 500;

    private double likeTheData = Double.NaN;
    private double noise = Double.NaN;
    private double contrast = Double.NaN;
    private long age;

    /** Takes in the answers, and how much the outputs of the training differed at the time. */
    void add(ProbeStep probe, double outputs) {
        int examples = probe.getExamples();
        double variance = examples > 1 ? probe.getTotalVariance() * examples / (examples - 1) : Double.NaN;
        if (probe.getInputs() == ProbeStep.Inputs.LIKE_THE_DATA) {
            likeTheData = variance;
            contrast = variance / outputs;
            age = 0;
        } else if (probe.getInputs() == ProbeStep.Inputs.NOISE) {
            noise = variance;
        }
    }

    /** One more step has been made. */
    void grow() {
        age++;
    }

    /** Sum over the units of the variance between the answers to inputs drawn feature by feature from the data. */
    double likeTheData() {
        return age <= VALID ? likeTheData : Double.NaN;
    }

    /** The same divided by the variance of the training's outputs at the time: it does not age with the network. */
    double contrast() {
        return age <= VALID ? contrast : Double.NaN;
    }

    /** As {@link #likeTheData()} for inputs of pure noise; NaN too where the network takes indices. */
    double noise() {
        return age <= VALID ? noise : Double.NaN;
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(likeTheData);
        out.writeDouble(noise);
        out.writeDouble(contrast);
        out.writeLong(age);
    }

    void read(DataInput in) throws IOException {
        likeTheData = in.readDouble();
        noise = in.readDouble();
        contrast = in.readDouble();
        age = in.readLong();
    }
}

package dev.flatline.stream.trend;

import dev.flatline.events.v1.ActivationStep;
import dev.flatline.events.v1.LayerStep;
import dev.flatline.events.v1.ParameterStep;
import dev.flatline.events.v1.TensorSummary;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One layer over time: how strong its gradient is, how fast its weights move, what its activations say.
 *
 * <p>Gradient and update are those of the weights; biases and batch-norm statistics are left out, since they have
 * gradients even where nothing reaches the weights.
 */
public final class LayerTrend {

    static final int WINDOW = 20;
    private static final Set<String> NOT_WEIGHTS =
            Set.of("b", "bias", "gamma", "beta", "mean", "var", "log10stdev", "vb", "bo");

    private final RollingMean gradientRms = new RollingMean(WINDOW);
    private final RollingMean updateRatio = new RollingMean(WINDOW);
    private final RollingMean betweenExample = new RollingMean(WINDOW);
    private final RollingMean saturated = new RollingMean(WINDOW);
    private final RollingMean dead = new RollingMean(WINDOW);
    private final RollingMean early = new RollingMean(WINDOW);
    private long gradientsSeen;
    private double peakGradientRms;
    private double peakUpdateRatio;
    private double initialWeightDeviation = Double.NaN;
    private double initialWeightMean = Double.NaN;
    private double firstUpdateRms = Double.NaN;
    private double weightRms = Double.NaN;
    private double learningRate = Double.NaN;
    private double greatestLearningRate;

    void add(LayerStep step) {
        if (step.getParametersCount() > 0) {
            learningRate = step.getLearningRate();
            greatestLearningRate = Math.max(learningRate, greatestLearningRate);
        }
        addParameters(step.getParametersList());
        if (step.hasActivation()) {
            addActivation(step.getActivation());
        }
    }

    private void addParameters(List<ParameterStep> parameters) {
        List<ParameterStep> weights = parameters.stream()
                .filter(parameter -> !NOT_WEIGHTS.contains(parameter.getName()))
                .toList();
        addGradient(rms(weights, ParameterStep::hasGradient, ParameterStep::getGradient));
        double value = rms(weights, ParameterStep::hasValue, ParameterStep::getValue);
        double update = rms(weights, ParameterStep::hasUpdate, ParameterStep::getUpdate);
        updateRatio.add(update / value);
        if (updateRatio.mean() > peakUpdateRatio) {
            peakUpdateRatio = updateRatio.mean();
        }
        if (Double.isFinite(value)) {
            weightRms = value;
        }
        if (Double.isNaN(initialWeightDeviation)) {
            weights.stream().filter(LayerTrend::isWhole).findFirst().ifPresent(weight -> {
                initialWeightDeviation = weight.getValue().getStddev();
                initialWeightMean = weight.getValue().getMean();
                firstUpdateRms = rms(List.of(weight), ParameterStep::hasUpdate, ParameterStep::getUpdate);
            });
        }
    }

    private static boolean isWhole(ParameterStep weight) {
        return weight.hasValue() && weight.getValue().getNonFinite() == 0;
    }

    private void addGradient(double rms) {
        if (!Double.isFinite(rms)) {
            return;
        }
        gradientRms.add(rms);
        if (gradientsSeen++ < WINDOW) {
            early.add(rms);
        }
        peakGradientRms = Math.max(peakGradientRms, gradientRms.mean());
    }

    private void addActivation(ActivationStep activation) {
        betweenExample.add(activation.getBetweenExampleStddev());
        saturated.add(activation.getSaturatedShare());
        dead.add(activation.getDeadShare());
    }

    /** Root of the mean square over all elements of the given tensors; NaN when there is none. */
    private static double rms(
            List<ParameterStep> weights,
            Predicate<ParameterStep> present,
            Function<ParameterStep, TensorSummary> tensor) {
        double squares = 0;
        long size = 0;
        for (ParameterStep weight : weights) {
            if (present.test(weight)) {
                double l2 = tensor.apply(weight).getL2();
                squares += l2 * l2;
                size += tensor.apply(weight).getSize();
            }
        }
        return Math.sqrt(squares / size);
    }

    /** Rolling root mean square of the weights' gradient, per example; NaN for a layer without weights. */
    public double gradientRms() {
        return gradientRms.mean();
    }

    /** The same over the first {@value #WINDOW} iterations. */
    public double earlyGradientRms() {
        return early.mean();
    }

    /** The greatest value {@link #gradientRms()} has had. */
    public double peakGradientRms() {
        return peakGradientRms;
    }

    /** Rolling ratio of the root mean squares of update and weights; about 1e-3 in a healthy training. */
    public double updateRatio() {
        return updateRatio.mean();
    }

    /** The greatest value {@link #updateRatio()} has had. */
    public double peakUpdateRatio() {
        return peakUpdateRatio;
    }

    /** Rolling deviation of a unit's activation between examples; NaN where activations are not seen. */
    public double betweenExampleDeviation() {
        return betweenExample.mean();
    }

    /** Rolling share of saturated activations, 0..1; NaN where activations are not seen. */
    public double saturated() {
        return saturated.mean();
    }

    /** Rolling share of dead units, 0..1; NaN where activations are not seen. */
    public double dead() {
        return dead.mean();
    }

    /** Standard deviation of the weights when the run began; NaN for a layer without weights. */
    public double initialWeightDeviation() {
        return initialWeightDeviation;
    }

    /** Their mean then; about 0 for every usual initialiser. */
    public double initialWeightMean() {
        return initialWeightMean;
    }

    /** Root mean square of the update that had been made by then; NaN when not known. */
    public double firstUpdateRms() {
        return firstUpdateRms;
    }

    /** Root mean square of the weights now. */
    public double weightRms() {
        return weightRms;
    }

    /** Root mean square of the weights when the run began; NaN for a layer without weights. */
    public double initialWeightRms() {
        return Math.hypot(initialWeightDeviation, initialWeightMean);
    }

    /** Learning rate in force, after schedules; NaN for a layer without parameters. */
    public double learningRate() {
        return learningRate;
    }

    /** The greatest there has been; 0 before the first. */
    public double greatestLearningRate() {
        return greatestLearningRate;
    }

    public boolean hasWeights() {
        return !Double.isNaN(gradientRms.mean());
    }

    private List<RollingMean> means() {
        return List.of(gradientRms, updateRatio, betweenExample, saturated, dead, early);
    }

    void write(DataOutput out) throws IOException {
        for (RollingMean mean : means()) {
            mean.write(out);
        }
        out.writeLong(gradientsSeen);
        out.writeDouble(peakGradientRms);
        out.writeDouble(peakUpdateRatio);
        out.writeDouble(initialWeightDeviation);
        out.writeDouble(initialWeightMean);
        out.writeDouble(firstUpdateRms);
        out.writeDouble(weightRms);
        out.writeDouble(learningRate);
        out.writeDouble(greatestLearningRate);
    }

    void read(DataInput in, int version) throws IOException {
        for (RollingMean mean : means()) {
            mean.read(in);
        }
        gradientsSeen = in.readLong();
        peakGradientRms = in.readDouble();
        peakUpdateRatio = in.readDouble();
        initialWeightDeviation = in.readDouble();
        initialWeightMean = in.readDouble();
        firstUpdateRms = in.readDouble();
        weightRms = in.readDouble();
        learningRate = version < 4 ? Double.NaN : in.readDouble();
        greatestLearningRate = version < 5 ? 0 : in.readDouble();
    }
}

package dev.flatline.stream.trend;

import dev.flatline.events.v1.LossFamily;
import dev.flatline.events.v1.OutputStep;
import dev.flatline.events.v1.ProbeStep;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** What one output layer answers, over time, measured against its labels. */
public final class OutputTrend {

    /** Mini-batches: short enough to answer within seconds, long enough for the noise of small batches. */
    static final int WINDOW = 20;

    /** Diversity of answers that are all alike: they vary by less than 2 % of the labels' standard deviation. */
    private static final double ALIKE = 4e-4;

    private final RollingMean loss = new RollingMean(WINDOW);
    private final RollingMean variance = new RollingMean(WINDOW);
    private final RollingMean slowVariance = new RollingMean(5 * WINDOW);
    private final Course spread = new Course();
    private final UnitMoments moments = new UnitMoments(WINDOW);
    private final Answers answers = new Answers(WINDOW);
    private final RollingMean distinctAnswers = new RollingMean(WINDOW);
    private final LabelMoments labels = new LabelMoments();
    private final RareClasses rareClasses = new RareClasses();
    private final RollingMean constantLoss = new RollingMean(LabelMoments.WINDOW);
    private final Directions directions = new Directions();
    private final ProbeTrend probe = new ProbeTrend();
    private final RollingMean slowLoss = new RollingMean(10 * WINDOW);
    private long alike;
    private long rows;
    private long equalRows;
    private int layer;
    private int units;
    private LossFamily family = LossFamily.LOSS_FAMILY_UNKNOWN;

    void add(OutputStep step) {
        layer = step.getLayer();
        units = step.getUnits();
        family = step.getFamily();
        rows = step.getRows();
        probe.grow();
        loss.add(step.getDataLoss());
        constantLoss.add(step.hasConstantLoss() ? step.getConstantLoss() : Double.NaN);
        slowLoss.add(step.getDataLoss());
        moments.add(doubles(step.getMeanList()), doubles(step.getVarianceList()));
        double differs = variance(step);
        variance.add(differs);
        slowVariance.add(differs);
        spread.add(differs);
        answers.add(step.getTopClass(), step.getTopClassShare());
        distinctAnswers.add(step.getDistinctArgMax());
        if (step.hasLabels()) {
            labels.add(step.getLabels(), units);
            equalRows = labels.equalBatches() > 1 ? equalRows + rows : rows;
            if (labels.areClasses()) {
                rareClasses.add(labels.means(), moments.variances(), step.getRows());
                directions.add(moments.variances(), labels.means(), step.getDistinctArgMax());
            }
        }
        alike = diversity() < ALIKE ? alike + 1 : 0;
    }

    void add(ProbeStep step) {
        probe.add(step, variance.mean());
    }

    /**
     * Between-example variance of the outputs: within the mini-batch, or, where that has one example, between the
     * latest ones. Within is better where there is a choice, since a constant answer may drift in time.
     */
    private double variance(OutputStep step) {
        long rows = step.getRows();
        return rows > 1 ? step.getTotalVariance() * rows / (rows - 1) : moments.totalVariance();
    }

    private static double[] doubles(List<Float> values) {
        return values.stream().mapToDouble(Float::doubleValue).toArray();
    }

    /** Rolling loss without regularisation, per row; NaN when its formula is not known. */
    public double loss() {
        return loss.mean();
    }

    /**
     * Loss per row of the best constant answer, as the agent says or else as the label moments do; NaN when it is not
     * known.
     */
    public double bestConstantLoss() {
        double told = constantLoss.mean();
        return Double.isNaN(told) ? labels.bestConstantLoss(family) : told;
    }

    /**
     * {@code 1 - loss / loss of the best constant answer}. 1 is perfect, 0 is worth no more than a constant, below 0
     * is worse than one. NaN when the loss has no known best constant, or when the labels never differ.
     */
    public double skill() {
        return 1 - relative(loss());
    }

    /** A loss in multiples of the best constant answer's; NaN where {@link #skill()} is. */
    double relative(double someLoss) {
        double best = bestConstantLoss();
        return best > 0 ? someLoss / best : Double.NaN;
    }

    /**
     * Between-example variance of the outputs divided by that of the labels, summed over the units. 0 is one answer
     * for all; around 1 is as varied as the truth. NaN when the labels never differ.
     */
    public double diversity() {
        double truth = labels.totalVariance();
        return truth > 0 ? variance.mean() / truth : Double.NaN;
    }

    /**
     * Variance of the answers to random inputs that are like the data, divided by that of the labels, as last asked; 0 is
     * one answer to all. NaN when not asked of late.
     */
    public double probeDiversity() {
        return probe.likeTheData() / labels.totalVariance();
    }

    /** The same for inputs of pure noise. */
    public double noiseDiversity() {
        return probe.noise() / labels.totalVariance();
    }

    /** How many times as much the answers to random inputs differed as those to real ones, when last asked; NaN when not. */
    public double probeContrast() {
        return probe.contrast();
    }

    /** The skill over some hundred iterations: what counts where rare rows make the loss jump. */
    public double slowSkill() {
        double best = bestConstantLoss();
        return best > 0 ? 1 - slowLoss.mean() / best : Double.NaN;
    }

    /** Loss of late divided by that of some hundred iterations: below 1 while something more is learned. */
    public double lossGrowth() {
        return loss.mean() / slowLoss.mean();
    }

    /** Whether the latest mini-batch had one row, so that nothing differs within it. */
    public boolean isOneByOne() {
        return rows == 1;
    }

    /** In how many directions the answers differ. */
    public Directions directions() {
        return directions;
    }

    /** For how many steps the answers have all been alike. */
    public long alikeFor() {
        return alike;
    }

    /** Output variance of late divided by that of some hundred iterations: above 1 the answers spread apart. */
    public double diversityGrowth() {
        return variance.mean() / slowVariance.mean();
    }

    /** Where the output variance is going, over the last half of the run or more: it rises before a loss falls. */
    public Course spread() {
        return spread;
    }

    /** Share of the rows that get the most frequent answer, at least; 0 for a single unit. */
    public double topClassShare() {
        return answers.topShare();
    }

    /** Different answers (arg-max) in a mini-batch; 0 for a single unit. */
    public double distinctAnswers() {
        return distinctAnswers.mean();
    }

    /** Share of the most frequent label, for one-hot labels. */
    public double largestLabelShare() {
        return labels.largestMean();
    }

    /** What the labels are like. */
    public LabelMoments labels() {
        return labels;
    }

    /** Whether classes that are rare among the labels are learned; one unit has none of its own. */
    public RareClasses rareClasses() {
        return rareClasses;
    }

    /** Rolling mean of each unit; empty before the first step. */
    public double[] means() {
        return moments.means();
    }

    /** Variance of each unit between examples, over about {@value #WINDOW} mini-batches; empty before the first step. */
    public double[] variances() {
        return moments.variances();
    }

    /** Rows in a row, up to the last, that had one and the same label; more than a mini-batch only where they did. */
    public long equalRows() {
        return equalRows;
    }

    /** Position of the output layer in the model. */
    public int layer() {
        return layer;
    }

    /** Variance of the labels, summed over the units. */
    public double labelVariance() {
        return labels.totalVariance();
    }

    public int units() {
        return units;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(layer);
        out.writeInt(units);
        out.writeInt(family.getNumber());
        loss.write(out);
        out.writeLong(alike);
        variance.write(out);
        slowVariance.write(out);
        spread.write(out);
        moments.write(out);
        answers.write(out);
        distinctAnswers.write(out);
        labels.write(out);
        rareClasses.write(out);
        constantLoss.write(out);
        directions.write(out);
        probe.write(out);
        slowLoss.write(out);
        out.writeLong(rows);
        out.writeLong(equalRows);
    }

    void read(DataInput in, int version) throws IOException {
        layer = in.readInt();
        units = in.readInt();
        LossFamily known = LossFamily.forNumber(in.readInt());
        family = known == null ? LossFamily.LOSS_FAMILY_UNKNOWN : known;
        loss.read(in);
        alike = in.readLong();
        variance.read(in);
        slowVariance.read(in);
        spread.read(in);
        moments.read(in);
        answers.read(in);
        distinctAnswers.read(in);
        labels.read(in);
        rareClasses.read(in, version);
        constantLoss.read(in);
        directions.read(in);
        probe.read(in);
        slowLoss.read(in);
        rows = in.readLong();
        equalRows = in.readLong();
    }
}

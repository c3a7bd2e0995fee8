package dev.flatline.stream.trend;

import dev.flatline.events.v1.Evaluation;
import dev.flatline.events.v1.InputStep;
import dev.flatline.events.v1.Layer;
import dev.flatline.events.v1.LayerStep;
import dev.flatline.events.v1.OutputStep;
import dev.flatline.events.v1.ParameterStep;
import dev.flatline.events.v1.ProbeStep;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.events.v1.Step;
import dev.flatline.stream.rules.Ruled;
import dev.flatline.stream.rules.RunRules;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered of one attempt of a run: its description and its rolling signals.
 *
 * <p>Grows with layers, never with iterations. The rules that it is judged by are not part of what is kept.
 */
public final class RunHistory implements Ruled {

    private static final int SCORE_WINDOW = 20;

    /** More layers, outputs or inputs than any model has: beyond it a message is taken to be damaged. */
    private static final int MOST_LAYERS = 10_000;

    private RunStarted description;
    private RunRules rules = RunRules.STANDARD;
    private final RollingMean score = new RollingMean(SCORE_WINDOW);
    private final List<LayerTrend> layers = new ArrayList<>();
    private final List<OutputTrend> outputs = new ArrayList<>();
    private final List<InputTrend> inputs = new ArrayList<>();
    private final IterationTime iterationTime = new IterationTime();
    private final LossTrend lossTrend = new LossTrend();
    private final Pace pace = new Pace();
    private final EvaluationTrend evaluations = new EvaluationTrend();
    private final Quiet quiet = new Quiet();
    private long steps;
    private long examples;
    private long firstIteration = -1;
    private long lastIteration = -1;
    private double lastScore = Double.NaN;
    private double earlyScore = Double.NaN;
    private double earlyLoss = Double.NaN;
    private int epoch;
    private @Nullable NonFinite firstNonFinite;
    private long lastNonFiniteIteration = -1;
    private long lastFiniteIteration = -1;

    public RunHistory(RunStarted description) {
        this.description = description;
    }

    /** Replaces the description; signals stay, since a description is re-sent in the midst of a run. */
    public void describe(RunStarted newer) {
        description = newer;
    }

    /** From now on it is judged by these. */
    public void judgeBy(RunRules newer) {
        rules = newer;
    }

    @Override
    public RunRules rules() {
        return rules;
    }

    /** Whether this iteration was seen before: telemetry may be repeated after an outage. */
    public boolean hasSeen(Step step) {
        return step.getIteration() <= lastIteration;
    }

    public void add(Step step) {
        steps++;
        examples += step.getBatchSize();
        firstIteration = steps == 1 ? step.getIteration() : firstIteration;
        lastIteration = step.getIteration();
        epoch = step.getEpoch();
        lastScore = step.hasScore() ? step.getScore() : Double.NaN;
        score.add(lastScore);
        if (steps <= SCORE_WINDOW) {
            earlyScore = score.mean();
        }
        step.getLayersList().forEach(this::addLayer);
        pace.add(step.getLayersCount() == 0 ? List.of() : updateRatios());
        addOutputs(step.getOutputsList());
        if (steps <= SCORE_WINDOW) {
            earlyLoss = loss();
        }
        lossTrend.add(relativeLoss(step.getOutputsList()), step.getBatchSize());
        step.getInputsList().forEach(this::addInput);
        step.getProbesList().forEach(this::addProbe);
        iterationTime.add(step);
        NonFinite.firstIn(step).ifPresentOrElse(found -> remember(step, found), () -> rememberFinite(step));
    }

    public void add(Evaluation evaluation) {
        evaluations.add(evaluation);
    }

    private void addLayer(LayerStep step) {
        if (isPlausible(step.getLayer())) {
            at(layers, step.getLayer(), LayerTrend::new).add(step);
        }
    }

    private void addOutputs(List<OutputStep> steps) {
        for (int i = 0; i < steps.size(); i++) {
            at(outputs, i, OutputTrend::new).add(steps.get(i));
        }
    }

    /** Mean over the outputs of the loss of this mini-batch, in multiples of the best constant answer's. */
    private double relativeLoss(List<OutputStep> steps) {
        return IntStream.range(0, steps.size())
                .mapToDouble(i -> outputs.get(i).relative(steps.get(i).getDataLoss()))
                .average()
                .orElse(Double.NaN);
    }

    private List<Double> updateRatios() {
        return weightLayers().stream().map(i -> layers.get(i).updateRatio()).toList();
    }

    private void addProbe(ProbeStep step) {
        outputs.stream().filter(output -> output.layer() == step.getLayer()).forEach(output -> output.add(step));
    }

    private void addInput(InputStep step) {
        if (isPlausible(step.getIndex())) {
            at(inputs, step.getIndex(), InputTrend::new).add(step);
        }
    }

    private static boolean isPlausible(int position) {
        return position >= 0 && position < MOST_LAYERS;
    }

    private void remember(Step step, NonFinite found) {
        if (firstNonFinite == null) {
            firstNonFinite = found;
            if (weightsWereFinite(step)) {
                lastFiniteIteration = step.getIteration() - 1;
            }
        }
        lastNonFiniteIteration = found.iteration();
    }

    /** Whether all parameters were looked at before the update, and held numbers only. */
    private static boolean weightsWereFinite(Step step) {
        List<ParameterStep> parameters = step.getLayersList().stream()
                .flatMap(layer -> layer.getParametersList().stream())
                .toList();
        return !parameters.isEmpty()
                && parameters.stream()
                        .allMatch(parameter -> parameter.hasNonFiniteBefore() && parameter.getNonFiniteBefore() == 0);
    }

    private void rememberFinite(Step step) {
        if (firstNonFinite == null && step.getLayersCount() > 0) {
            lastFiniteIteration = step.getIteration();
        }
    }

    private static <T> T at(List<T> trends, int index, Supplier<T> make) {
        while (trends.size() <= index) {
            trends.add(make.get());
        }
        return trends.get(index);
    }

    public RunStarted description() {
        return description;
    }

    /** Steps seen; less than the iterations when the attempt began before us or telemetry was lost. */
    public long steps() {
        return steps;
    }

    /** Examples in the mini-batches of these, each counted as often as it was seen. */
    public long examples() {
        return examples;
    }

    /** Iteration of the first step seen: above 0 when the attempt began before us. -1 before it. */
    public long firstIteration() {
        return firstIteration;
    }

    /** Iteration of the last step; -1 before the first. */
    public long lastIteration() {
        return lastIteration;
    }

    public int epoch() {
        return epoch;
    }

    /** Loss of the last mini-batch including regularisation, as DL4J reports it; NaN too where it is not known. */
    public double lastScore() {
        return lastScore;
    }

    /** Rolling score over {@value #SCORE_WINDOW} iterations, of the finite ones. */
    public double score() {
        return score.mean();
    }

    /** Rolling loss without regularisation when the run began, of as many iterations as {@link #earlyScore()}. */
    public double earlyLoss() {
        return earlyLoss;
    }

    /** Rolling score when the run began. */
    public double earlyScore() {
        return earlyScore;
    }

    public List<LayerTrend> layers() {
        return layers;
    }

    public List<OutputTrend> outputs() {
        return outputs;
    }

    public List<InputTrend> inputs() {
        return inputs;
    }

    /** The loss in multiples of the best constant answer's, over time. */
    public LossTrend lossTrend() {
        return lossTrend;
    }

    /** How fast the weights move. */
    public Pace pace() {
        return pace;
    }

    /** Different examples seen, of the input that had most; NaN where they are not counted. */
    public double distinctExamples() {
        double most =
                inputs.stream().mapToDouble(InputTrend::distinctExamples).max().orElse(0);
        return most > 0 ? most : Double.NaN;
    }

    /** How often each different example has been seen, of the input that was seen least; NaN when not counted. */
    public double passes() {
        return inputs.stream().mapToDouble(InputTrend::passes).min().orElse(Double.NaN);
    }

    /** How long nothing has been heard of it. */
    public Quiet quiet() {
        return quiet;
    }

    /** What the training found on data of its own choice. */
    public EvaluationTrend evaluations() {
        return evaluations;
    }

    /** How long an iteration takes, and what it used to take. */
    public IterationTime iterationTime() {
        return iterationTime;
    }

    /** The first NaN or infinite number of the attempt, or {@code null}. */
    public @Nullable NonFinite firstNonFinite() {
        return firstNonFinite;
    }

    /** The last iteration before the first NaN or infinite number at which layers were looked at; -1 if there was none. */
    public long lastFiniteIteration() {
        return lastFiniteIteration;
    }

    /** Iterations since the last NaN or infinite number; -1 if there was none. */
    public long sinceNonFinite() {
        return lastNonFiniteIteration < 0 ? -1 : lastIteration - lastNonFiniteIteration;
    }

    /** Rolling loss without regularisation, summed over the outputs; NaN when not known. */
    public double loss() {
        return outputs.isEmpty()
                ? Double.NaN
                : outputs.stream().mapToDouble(OutputTrend::loss).sum();
    }

    /** Loss of the best constant answers, summed over the outputs; NaN when not known. */
    public double bestConstantLoss() {
        return outputs.isEmpty()
                ? Double.NaN
                : outputs.stream().mapToDouble(OutputTrend::bestConstantLoss).sum();
    }

    /** Mean skill over the outputs (see {@link OutputTrend#skill()}); NaN when not known. */
    public double skill() {
        return outputs.stream().mapToDouble(OutputTrend::skill).average().orElse(Double.NaN);
    }

    /** Diversity of the output that varies least (see {@link OutputTrend#diversity()}); NaN when not known. */
    public double outputDiversity() {
        return outputs.stream()
                .mapToDouble(OutputTrend::diversity)
                .filter(Double::isFinite)
                .min()
                .orElse(Double.NaN);
    }

    /**
     * Diversity of the answers to random inputs, of the output that varies least (see {@link
     * OutputTrend#probeDiversity()}); NaN when not asked of late.
     */
    public double probeDiversity() {
        return outputs.stream()
                .mapToDouble(OutputTrend::probeDiversity)
                .filter(Double::isFinite)
                .min()
                .orElse(Double.NaN);
    }

    /** What a layer is called; "layer 3" when the run's description never arrived. */
    public String layerName(int layer) {
        return layer < description.getModel().getLayersCount()
                ? description.getModel().getLayers(layer).getName()
                : "layer " + layer;
    }

    /** How a sentence speaks of a layer: "layer 2", but "layer2" where that is its name, as it is DL4J's default. */
    public String spokenLayer(int layer) {
        String name = layerName(layer);
        return name.startsWith("layer") ? name : "layer " + name;
    }

    /** "layer 2", "layer 0 and layer 2", "layer 0, layer 2 and layer 4". */
    public String spokenLayers(List<Integer> positions) {
        List<String> names = positions.stream().map(this::spokenLayer).toList();
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** Configuration of a layer; an empty one when the run's description never arrived. */
    public Layer layer(int layer) {
        return layer < description.getModel().getLayersCount()
                ? description.getModel().getLayers(layer)
                : Layer.getDefaultInstance();
    }

    /** Positions of the layers that have trained weights, in forward order. */
    public List<Integer> weightLayers() {
        return IntStream.range(0, layers.size())
                .filter(i -> layers.get(i).hasWeights() && !layer(i).getFrozen())
                .boxed()
                .toList();
    }

    /** Positions of the layers before the output layers, in forward order. */
    public List<Integer> hiddenLayers() {
        return IntStream.range(0, layers.size())
                .filter(i -> layer(i).getLoss().isEmpty())
                .boxed()
                .toList();
    }

    public void write(DataOutput out) throws IOException {
        byte[] described = description.toByteArray();
        out.writeInt(described.length);
        out.write(described);
        score.write(out);
        quiet.write(out);
        out.writeLong(steps);
        out.writeLong(examples);
        out.writeLong(firstIteration);
        out.writeLong(lastIteration);
        out.writeDouble(lastScore);
        out.writeDouble(earlyScore);
        out.writeDouble(earlyLoss);
        out.writeInt(epoch);
        writeNonFinite(out);
        iterationTime.write(out);
        out.writeInt(layers.size());
        for (LayerTrend layer : layers) {
            layer.write(out);
        }
        out.writeInt(outputs.size());
        for (OutputTrend output : outputs) {
            output.write(out);
        }
        out.writeInt(inputs.size());
        for (InputTrend input : inputs) {
            input.write(out);
        }
        lossTrend.write(out);
        pace.write(out);
        evaluations.write(out);
    }

    /** Reads what was written in this version of the format, or an older one. */
    public static RunHistory read(DataInput in, int version) throws IOException {
        byte[] described = new byte[in.readInt()];
        in.readFully(described);
        RunHistory history = new RunHistory(RunStarted.parseFrom(described));
        history.score.read(in);
        history.quiet.read(in);
        history.steps = in.readLong();
        history.examples = version < 4 ? 0 : in.readLong();
        history.firstIteration = in.readLong();
        history.lastIteration = in.readLong();
        history.lastScore = in.readDouble();
        history.earlyScore = in.readDouble();
        history.earlyLoss = in.readDouble();
        history.epoch = in.readInt();
        history.readNonFinite(in);
        history.iterationTime.read(in);
        for (int i = in.readInt(); i > 0; i--) {
            at(history.layers, history.layers.size(), LayerTrend::new).read(in, version);
        }
        for (int i = in.readInt(); i > 0; i--) {
            at(history.outputs, history.outputs.size(), OutputTrend::new).read(in, version);
        }
        for (int i = in.readInt(); i > 0; i--) {
            at(history.inputs, history.inputs.size(), InputTrend::new).read(in, version);
        }
        history.lossTrend.read(in);
        history.pace.read(in);
        history.evaluations.read(in);
        return history;
    }

    private void writeNonFinite(DataOutput out) throws IOException {
        out.writeLong(lastNonFiniteIteration);
        out.writeLong(lastFiniteIteration);
        NonFinite first = firstNonFinite;
        out.writeBoolean(first != null);
        if (first != null) {
            out.writeLong(first.iteration());
            out.writeUTF(first.tensor());
            out.writeInt(first.layer());
            out.writeLong(first.count());
        }
    }

    private void readNonFinite(DataInput in) throws IOException {
        lastNonFiniteIteration = in.readLong();
        lastFiniteIteration = in.readLong();
        if (in.readBoolean()) {
            firstNonFinite = new NonFinite(in.readLong(), in.readUTF(), in.readInt(), in.readLong());
        }
    }
}

package dev.flatline.benchmarks.quality.own;

import dev.flatline.benchmarks.quality.training.Goodness;
import dev.flatline.benchmarks.quality.training.Looks;
import dev.flatline.benchmarks.quality.training.MiniBatches;
import dev.flatline.benchmarks.quality.training.Outcome;
import dev.flatline.benchmarks.quality.training.Training;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleBiFunction;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** A network fitted to one data set, mini-batch by mini-batch: what most cases are. */
final class Fitting implements Training {

    private final MultiLayerNetwork network;
    private final MiniBatches batches;
    private final long updates;
    private String metric = "accuracy";
    private ToDoubleBiFunction<INDArray, INDArray> goodness = Goodness::accuracy;
    private double bar;
    private DataSet judgedOn;
    private @Nullable DataSet validation;
    private long onset;
    private UnaryOperator<DataSet> spoiling = UnaryOperator.identity();
    private long trained;

    private Fitting(MultiLayerNetwork network, DataSet data, Pace pace) {
        this.network = network;
        batches = new MiniBatches(data, pace.batch, pace.seed);
        updates = pace.updates;
        judgedOn = data;
    }

    /**
     * How a data set is gone through.
     *
     * @param batch examples in a mini-batch
     * @param updates mini-batches altogether
     * @param seed of their order
     */
    record Pace(int batch, long updates, long seed) {}

    static Fitting of(MultiLayerNetwork network, DataSet data, Pace pace) {
        return new Fitting(network, data, pace);
    }

    Fitting accuracy(double healthyFrom) {
        bar = healthyFrom;
        return this;
    }

    Fitting r2(double healthyFrom) {
        return measured("r2", Goodness::r2, healthyFrom);
    }

    Fitting measured(String name, ToDoubleBiFunction<INDArray, INDArray> by, double healthyFrom) {
        metric = name;
        goodness = by;
        bar = healthyFrom;
        return this;
    }

    /** Judged on other data than those it is trained on. */
    Fitting judgedOn(DataSet others) {
        judgedOn = others;
        return this;
    }

    /** Looked at at the ends of epochs, as people do with validation data. */
    Fitting validatedOn(DataSet others) {
        validation = others;
        return this;
    }

    /** From this iteration on, every mini-batch goes through {@code spoil} first. */
    Fitting spoiltFrom(long iteration, UnaryOperator<DataSet> spoil) {
        spoiling = spoil;
        return ailingFrom(iteration);
    }

    /** The fault sets in at this iteration. */
    Fitting ailingFrom(long iteration) {
        onset = iteration;
        return this;
    }

    @Override
    public Model model() {
        return network;
    }

    @Override
    public long planned() {
        return updates;
    }

    @Override
    public void train() {
        DataSet batch = batches.next();
        network.fit(trained++ >= onset ? spoiling.apply(batch) : batch);
        if (batches.atEpochEnd()) {
            network.incrementEpochCount();
        }
    }

    @Override
    public long looksEvery() {
        return validation == null ? 0 : Looks.every(batches.perEpoch(), updates);
    }

    @Override
    public Map<String, Double> look() {
        return new Looks(network, Objects.requireNonNull(validation), goodness, metric).look();
    }

    @Override
    public long onset() {
        return onset;
    }

    @Override
    public Outcome outcome() {
        INDArray answers = network.output(
                judgedOn.getFeatures(), false, judgedOn.getFeaturesMaskArray(), judgedOn.getLabelsMaskArray());
        return new Outcome(metric, goodness.applyAsDouble(answers, judgedOn.getLabels()), bar);
    }
}

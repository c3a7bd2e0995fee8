package dev.flatline.benchmarks.quality.corpus;

import dev.flatline.benchmarks.quality.corpus.CorpusCase.OutcomeTest;
import dev.flatline.benchmarks.quality.training.Goodness;
import dev.flatline.benchmarks.quality.training.Looks;
import dev.flatline.benchmarks.quality.training.MiniBatches;
import dev.flatline.benchmarks.quality.training.Outcome;
import dev.flatline.benchmarks.quality.training.Training;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** A case of the corpus under way. */
final class CorpusTraining implements Training {

    private static final int MOST_JUDGED = 2000;

    private final CorpusCase one;
    private final CorpusData.Split data;
    private final MultiLayerNetwork network;
    private final MiniBatches batches;

    CorpusTraining(CorpusCase one, CorpusData.Split data, int seed) {
        this.one = one;
        this.data = data;
        network = CorpusNetwork.of(one, data.train(), seed);
        batches = new MiniBatches(data.train(), one.batch(), seed);
    }

    @Override
    public Model model() {
        return network;
    }

    @Override
    public long planned() {
        return one.check().updates();
    }

    @Override
    public void train() {
        network.fit(batches.next());
        if (batches.atEpochEnd()) {
            network.incrementEpochCount();
        }
    }

    @Override
    public long looksEvery() {
        return data.validation() == null ? 0 : Looks.every(batches.perEpoch(), planned());
    }

    @Override
    public Map<String, Double> look() {
        DataSet validation = Objects.requireNonNull(data.validation());
        DataSet judged = MiniBatches.of(validation, firstRows(validation));
        return new Looks(network, judged, this::goodness, one.outcomeTest().metric()).look();
    }

    @Override
    public Outcome outcome() {
        OutcomeTest test = one.outcomeTest();
        DataSet judged =
                test.split().equals("validation") && data.validation() != null ? data.validation() : data.train();
        DataSet some = MiniBatches.of(judged, firstRows(judged));
        return new Outcome(test.metric(), goodness(network.output(some.getFeatures()), some.getLabels()), test.bar());
    }

    private double goodness(INDArray answers, INDArray labels) {
        if (one.outcomeTest().metric().equals("r2")) {
            return Goodness.r2(answers, labels);
        }
        return "multilabel".equals(one.task())
                ? Goodness.unitAccuracy(answers, labels)
                : Goodness.accuracy(answers, labels);
    }

    private static int[] firstRows(DataSet data) {
        int[] rows = new int[(int) Math.min(MOST_JUDGED, data.getFeatures().size(0))];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i;
        }
        return rows;
    }
}

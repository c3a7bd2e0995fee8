package dev.flatline.benchmarks.quality.corpus;

import dev.flatline.benchmarks.quality.corpus.CorpusCase.OutcomeTest;
import dev.flatline.benchmarks.quality.training.Goodness;
import dev.flatline.benchmarks.quality.training.MiniBatches;
import dev.flatline.benchmarks.quality.training.Outcome;
import dev.flatline.benchmarks.quality.training.Training;
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
    public Outcome outcome() {
        OutcomeTest test = one.outcomeTest();
        DataSet judged =
                test.split().equals("validation") && data.validation() != null ? data.validation() : data.train();
        int[] rows = firstRows(judged);
        INDArray answers = network.output(MiniBatches.of(judged, rows).getFeatures());
        INDArray labels = MiniBatches.of(judged, rows).getLabels();
        double value = test.metric().equals("r2") ? Goodness.r2(answers, labels) : Goodness.accuracy(answers, labels);
        return new Outcome(test.metric(), value, test.bar());
    }

    private static int[] firstRows(DataSet data) {
        int[] rows = new int[(int) Math.min(MOST_JUDGED, data.getFeatures().size(0))];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i;
        }
        return rows;
    }
}

package dev.flatline.benchmarks.quality.own;

import static dev.flatline.benchmarks.quality.own.Nets.linear;
import static dev.flatline.benchmarks.quality.own.Nets.softmax;

import dev.flatline.benchmarks.quality.training.Goodness;
import dev.flatline.benchmarks.quality.training.MiniBatches;
import dev.flatline.benchmarks.quality.training.Outcome;
import dev.flatline.benchmarks.quality.training.Training;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.learning.config.Adam;

/** A graph with one body and two heads: a class, and the distance from the centre. */
final class TwoHeadedTraining implements Training {

    private static final long UPDATES = 900;

    private final ComputationGraph graph;
    private final DataSet data;
    private final MiniBatches batches;

    TwoHeadedTraining(int seed) {
        data = Tables.blobs(4, 800, 0.6, seed);
        batches = new MiniBatches(data, 32, seed);
        graph = new ComputationGraph(Nets.with(new Adam(0.01), seed)
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.feedForward(2))
                .addLayer("body", Nets.hidden(Activation.RELU, 32), "in")
                .addLayer("class", softmax(4), "body")
                .addLayer("distance", linear(1), "body")
                .setOutputs("class", "distance")
                .build());
        graph.init();
    }

    @Override
    public Model model() {
        return graph;
    }

    @Override
    public long planned() {
        return UPDATES;
    }

    @Override
    public void train() {
        DataSet batch = batches.next();
        INDArray x = batch.getFeatures();
        graph.fit(new MultiDataSet(new INDArray[] {x}, new INDArray[] {batch.getLabels(), x.norm2(true, 1)}));
    }

    @Override
    public Outcome outcome() {
        return new Outcome("accuracy", Goodness.accuracy(graph.output(data.getFeatures())[0], data.getLabels()), 0.85);
    }
}

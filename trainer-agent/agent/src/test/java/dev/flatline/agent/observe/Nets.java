package dev.flatline.agent.observe;

import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.AutoEncoder;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.variational.VariationalAutoencoder;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Small networks and data with fixed seeds. */
final class Nets {

    private Nets() {}

    private static NeuralNetConfiguration.Builder builder() {
        return new NeuralNetConfiguration.Builder().seed(7).updater(new Adam(1e-2));
    }

    static MultiLayerNetwork mlp(double dropout) {
        return started(new MultiLayerNetwork(builder()
                .l2(1e-3)
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(12)
                        .nOut(20)
                        .activation(Activation.RELU)
                        .dropOut(dropout)
                        .build())
                .layer(new DenseLayer.Builder()
                        .nOut(9)
                        .activation(Activation.SIGMOID)
                        .build())
                .layer(new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .nOut(4)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build()));
    }

    static MultiLayerNetwork withLoss(ILossFunction loss, Activation activation, int outputs) {
        return started(new MultiLayerNetwork(builder()
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(12)
                        .nOut(8)
                        .activation(Activation.TANH)
                        .build())
                .layer(new OutputLayer.Builder(loss)
                        .nOut(outputs)
                        .activation(activation)
                        .build())
                .build()));
    }

    static MultiLayerNetwork searched(OptimizationAlgorithm algorithm) {
        return started(new MultiLayerNetwork(builder()
                .optimizationAlgo(algorithm)
                .maxNumLineSearchIterations(5)
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(12)
                        .nOut(8)
                        .activation(Activation.TANH)
                        .build())
                .layer(new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .nOut(4)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build()));
    }

    /**
     * Two autoencoders, of which the second is variational, below a classifier. They have as many outputs as inputs: DL4J
     * 1.0.0-M2.1 pre-trains each layer on the network's own input.
     */
    static MultiLayerNetwork autoencoders() {
        return started(new MultiLayerNetwork(builder()
                .list()
                .layer(new AutoEncoder.Builder()
                        .nIn(12)
                        .nOut(12)
                        .activation(Activation.SIGMOID)
                        .corruptionLevel(0.3)
                        .build())
                .layer(new VariationalAutoencoder.Builder()
                        .nIn(12)
                        .nOut(3)
                        .encoderLayerSizes(6)
                        .decoderLayerSizes(6)
                        .activation(Activation.TANH)
                        .build())
                .layer(new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .nIn(3)
                        .nOut(4)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build()));
    }

    /** The first of them as a graph, behind a layer whose answers it is pre-trained on. */
    static ComputationGraph autoencoderInAGraph() {
        ComputationGraph graph = new ComputationGraph(builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer(
                        "dense",
                        new DenseLayer.Builder()
                                .nIn(12)
                                .nOut(9)
                                .activation(Activation.TANH)
                                .build(),
                        "in")
                .addLayer(
                        "coder",
                        new AutoEncoder.Builder()
                                .nIn(9)
                                .nOut(5)
                                .activation(Activation.SIGMOID)
                                .corruptionLevel(0.3)
                                .build(),
                        "dense")
                .addLayer(
                        "out",
                        new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                                .nIn(5)
                                .nOut(4)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "coder")
                .setOutputs("out")
                .build());
        graph.init();
        return graph;
    }

    static MultiLayerNetwork cnn() {
        return started(new MultiLayerNetwork(builder()
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3)
                        .nOut(6)
                        .activation(Activation.SIGMOID)
                        .build())
                .layer(new BatchNormalization())
                .layer(new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .build())
                .layer(new OutputLayer.Builder(LossFunctions.LossFunction.NEGATIVELOGLIKELIHOOD)
                        .nOut(4)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(8, 8, 2))
                .build()));
    }

    static MultiLayerNetwork lstm() {
        return started(new MultiLayerNetwork(builder()
                .list()
                .layer(new LSTM.Builder()
                        .nIn(3)
                        .nOut(7)
                        .activation(Activation.TANH)
                        .build())
                .layer(new RnnOutputLayer.Builder(LossFunctions.LossFunction.MSE)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .build()));
    }

    static ComputationGraph graphWithTwoOutputs() {
        ComputationGraphConfiguration configuration = builder()
                .graphBuilder()
                .addInputs("pixels")
                .addLayer(
                        "shared",
                        new DenseLayer.Builder()
                                .nIn(12)
                                .nOut(10)
                                .activation(Activation.RELU)
                                .build(),
                        "pixels")
                .addLayer(
                        "class",
                        new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                                .nIn(10)
                                .nOut(4)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "shared")
                .addLayer(
                        "size",
                        new OutputLayer.Builder(LossFunctions.LossFunction.MSE)
                                .nIn(10)
                                .nOut(2)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "shared")
                .setOutputs("class", "size")
                .build();
        ComputationGraph graph = new ComputationGraph(configuration);
        graph.init();
        return graph;
    }

    static ComputationGraph graphWithTwoInputsAndTwoOutputs() {
        ComputationGraph graph = new ComputationGraph(builder()
                .graphBuilder()
                .addInputs("pixels", "words")
                .addLayer("seen", dense(12, 10), "pixels")
                .addLayer("read", dense(5, 6), "words")
                .addVertex("both", new MergeVertex(), "seen", "read")
                .addLayer(
                        "class",
                        new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                                .nIn(16)
                                .nOut(4)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "both")
                .addLayer(
                        "size",
                        new OutputLayer.Builder(LossFunctions.LossFunction.MSE)
                                .nIn(16)
                                .nOut(2)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "both")
                .setOutputs("class", "size")
                .build());
        graph.init();
        return graph;
    }

    private static DenseLayer dense(int inputs, int outputs) {
        return new DenseLayer.Builder()
                .nIn(inputs)
                .nOut(outputs)
                .activation(Activation.RELU)
                .dropOut(0.9)
                .build();
    }

    private static MultiLayerNetwork started(MultiLayerNetwork network) {
        network.init();
        return network;
    }

    static INDArray random(long seed, long... shape) {
        return Nd4j.rand(seed, shape);
    }

    static INDArray oneHot(int rows, int classes) {
        INDArray labels = Nd4j.zeros(rows, classes);
        for (int row = 0; row < rows; row++) {
            labels.putScalar(row, (row * row) % classes, 1);
        }
        return labels;
    }

    static DataSet rows(int examples) {
        return new DataSet(random(3, examples, 12), oneHot(examples, 4));
    }

    static DataSet images(int examples) {
        return new DataSet(random(4, examples, 2, 8, 8), oneHot(examples, 4));
    }

    static DataSet sequences(int examples) {
        return new DataSet(random(5, examples, 3, 6), random(6, examples, 2, 6));
    }
}

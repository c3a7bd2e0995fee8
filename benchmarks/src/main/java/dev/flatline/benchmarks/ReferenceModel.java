package dev.flatline.benchmarks;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The four trainings the agent's cost is told for: from small and quick, where a fixed cost hurts most, to ten million
 * parameters, where reading them does. All train with Adam 1e-3 on one fixed mini-batch of noise, since what is in the
 * numbers does not change what an iteration costs.
 */
enum ReferenceModel {
    /** 784-256-128-10, mini-batch 32; 235,146 parameters. */
    MLP("MLP 784-256-128-10, b32", 200) {
        @Override
        NeuralNetConfiguration.ListBuilder layers() {
            return builder().layer(dense(784, 256)).layer(dense(256, 128)).layer(softmax(128));
        }

        @Override
        DataSet batch() {
            return new DataSet(noise(32, 784), oneHot(32));
        }
    },

    /** Two 5x5 convolutions with 20 and 50 channels, 500 dense units, mini-batch 64; 431,080 parameters. */
    LENET("LeNet 28x28, b64", 12) {
        @Override
        NeuralNetConfiguration.ListBuilder layers() {
            return builder()
                    .layer(convolution(20))
                    .layer(maxPool())
                    .layer(convolution(50))
                    .layer(maxPool())
                    .layer(new DenseLayer.Builder().nOut(500).build())
                    .layer(softmax(500))
                    .setInputType(InputType.convolutional(28, 28, 1));
        }

        @Override
        DataSet batch() {
            return new DataSet(noise(64, 1, 28, 28), oneHot(64));
        }
    },

    /** 50 LSTM units over 50 steps of 8 features, one output a step, mini-batch 32; 11,851 parameters. */
    LSTM_50("LSTM 50, T50, b32", 24) {
        @Override
        NeuralNetConfiguration.ListBuilder layers() {
            return builder()
                    .layer(new LSTM.Builder()
                            .nIn(8)
                            .nOut(50)
                            .activation(Activation.TANH)
                            .build())
                    .layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                            .activation(Activation.IDENTITY)
                            .nIn(50)
                            .nOut(1)
                            .build());
        }

        @Override
        DataSet batch() {
            return new DataSet(noise(32, 8, 50), noise(32, 1, 50));
        }
    },

    /** 784-2048-2048-2048-10, mini-batch 32; 10,020,874 parameters. */
    WIDE_MLP("MLP 784-2048x3-10, b32", 12) {
        @Override
        NeuralNetConfiguration.ListBuilder layers() {
            return builder()
                    .layer(dense(784, 2048))
                    .layer(dense(2048, 2048))
                    .layer(dense(2048, 2048))
                    .layer(softmax(2048));
        }

        @Override
        DataSet batch() {
            return new DataSet(noise(32, 784), oneHot(32));
        }
    };

    private static final int CLASSES = 10;

    private final String title;
    private final int blockIterations;

    ReferenceModel(String title, int blockIterations) {
        this.title = title;
        this.blockIterations = blockIterations;
    }

    static List<ReferenceModel> all() {
        return List.of(values());
    }

    /** How it is called in the table. */
    String title() {
        return title;
    }

    /**
     * Iterations that take half a second or more. With short blocks the pause while the others train would count as time
     * of the training, and the agent would believe its budget kept.
     */
    int blockIterations() {
        return blockIterations;
    }

    /** A fresh network; two of them are equal to the last bit. */
    MultiLayerNetwork network() {
        MultiLayerNetwork network = new MultiLayerNetwork(layers().build());
        network.init();
        return network;
    }

    abstract NeuralNetConfiguration.ListBuilder layers();

    /** The mini-batch to train on, the same at every call. */
    abstract DataSet batch();

    private static NeuralNetConfiguration.ListBuilder builder() {
        return new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(1e-3))
                .activation(Activation.RELU)
                .list();
    }

    private static DenseLayer dense(int inputs, int outputs) {
        return new DenseLayer.Builder().nIn(inputs).nOut(outputs).build();
    }

    private static OutputLayer softmax(int inputs) {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .activation(Activation.SOFTMAX)
                .nIn(inputs)
                .nOut(CLASSES)
                .build();
    }

    private static ConvolutionLayer convolution(int channels) {
        return new ConvolutionLayer.Builder(5, 5).nOut(channels).build();
    }

    private static SubsamplingLayer maxPool() {
        return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build();
    }

    private static INDArray noise(int... shape) {
        Nd4j.getRandom().setSeed(2);
        return Nd4j.rand(DataType.FLOAT, shape);
    }

    private static INDArray oneHot(int rows) {
        INDArray labels = Nd4j.zeros(DataType.FLOAT, rows, CLASSES);
        for (int row = 0; row < rows; row++) {
            labels.putScalar(row, row % CLASSES, 1);
        }
        return labels;
    }
}

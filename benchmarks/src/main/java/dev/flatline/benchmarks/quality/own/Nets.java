package dev.flatline.benchmarks.quality.own;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Networks in a line each. */
final class Nets {

    private Nets() {}

    /** A configuration with nothing in it but seed and updater: Xavier, no regularisation. */
    static NeuralNetConfiguration.Builder with(IUpdater updater, long seed) {
        return new NeuralNetConfiguration.Builder().seed(seed).updater(updater);
    }

    /** Dense layers of the given widths, the output layer last. */
    static MultiLayerNetwork dense(
            NeuralNetConfiguration.Builder settings, Activation hidden, OutputLayer output, int... widths) {
        NeuralNetConfiguration.ListBuilder list = settings.list();
        for (int i = 0; i + 1 < widths.length; i++) {
            list.layer(new DenseLayer.Builder()
                    .nIn(widths[i])
                    .nOut(widths[i + 1])
                    .activation(hidden)
                    .build());
        }
        output.setNIn(widths[widths.length - 1]);
        return built(list.layer(output));
    }

    /** Any layers; what goes into each must be told, or follow from an input type that was set. */
    static MultiLayerNetwork of(NeuralNetConfiguration.Builder settings, Layer... layers) {
        NeuralNetConfiguration.ListBuilder list = settings.list();
        for (Layer layer : layers) {
            list.layer(layer);
        }
        return built(list);
    }

    /** Without DL4J's check of the output layer, which refuses some of the faults. */
    static MultiLayerNetwork built(NeuralNetConfiguration.ListBuilder list) {
        MultiLayerNetwork network =
                new MultiLayerNetwork(list.validateOutputLayerConfig(false).build());
        network.init();
        return network;
    }

    static OutputLayer output(LossFunction loss, Activation activation, int units) {
        return new OutputLayer.Builder(loss).activation(activation).nOut(units).build();
    }

    static OutputLayer softmax(int classes) {
        return output(LossFunction.MCXENT, Activation.SOFTMAX, classes);
    }

    static OutputLayer sigmoid(int units) {
        return output(LossFunction.XENT, Activation.SIGMOID, units);
    }

    static OutputLayer linear(int units) {
        return output(LossFunction.MSE, Activation.IDENTITY, units);
    }

    /** An output layer right behind so many inputs. */
    static OutputLayer fed(OutputLayer output, int inputs) {
        output.setNIn(inputs);
        return output;
    }

    static RnnOutputLayer sequence(LossFunction loss, Activation activation, int units) {
        return new RnnOutputLayer.Builder(loss)
                .activation(activation)
                .nOut(units)
                .build();
    }

    static DenseLayer hidden(Activation activation, int units) {
        return new DenseLayer.Builder().activation(activation).nOut(units).build();
    }

    static LSTM lstm(int units) {
        return new LSTM.Builder().activation(Activation.TANH).nOut(units).build();
    }

    static BatchNormalization batchNorm() {
        return new BatchNormalization.Builder().build();
    }

    static ConvolutionLayer convolution(Activation activation, int channels) {
        return new ConvolutionLayer.Builder(3, 3)
                .activation(activation)
                .nOut(channels)
                .build();
    }

    static SubsamplingLayer maxPool() {
        return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build();
    }

    static IWeightInit normal(double deviation) {
        return new WeightInitDistribution(new NormalDistribution(0, deviation));
    }

    /** A learning rate for each of so many iterations; the last goes on. */
    static ISchedule schedule(int iterations, IntToDoubleFunction rate) {
        Map<Integer, Double> rates = new TreeMap<>();
        for (int i = 0; i < iterations; i++) {
            rates.put(i, rate.applyAsDouble(i));
        }
        return new MapSchedule(ScheduleType.ITERATION, rates);
    }
}

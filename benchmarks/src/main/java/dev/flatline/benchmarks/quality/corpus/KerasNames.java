package dev.flatline.benchmarks.quality.corpus;

import dev.flatline.benchmarks.quality.corpus.CorpusCase.Optimizer;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitConstant;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.deeplearning4j.nn.weights.WeightInitRelu;
import org.deeplearning4j.nn.weights.WeightInitReluUniform;
import org.deeplearning4j.nn.weights.WeightInitXavierUniform;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What Keras calls things, in DL4J. Momentum becomes Nesterov's, the only one DL4J has. */
final class KerasNames {

    private static final double EPSILON = 1e-7;
    private static final double SPREAD = 0.05;

    private KerasNames() {}

    static Activation activation(String name) {
        return switch (name) {
            case "linear" -> Activation.IDENTITY;
            case "sigmoid" -> Activation.SIGMOID;
            case "softmax" -> Activation.SOFTMAX;
            case "relu" -> Activation.RELU;
            case "tanh" -> Activation.TANH;
            case "elu" -> Activation.ELU;
            default -> throw unknown("activation", name);
        };
    }

    static IWeightInit init(String name) {
        return switch (name) {
            case "glorot_uniform" -> new WeightInitXavierUniform();
            case "he_uniform" -> new WeightInitReluUniform();
            case "he_normal" -> new WeightInitRelu();
            case "zeros" -> new WeightInitConstant(0.0);
            case "ones" -> new WeightInitConstant(1.0);
            case "uniform" -> new WeightInitDistribution(new UniformDistribution(-SPREAD, SPREAD));
            case "normal" -> new WeightInitDistribution(new NormalDistribution(0, SPREAD));
            case "normal:1.0" -> new WeightInitDistribution(new NormalDistribution(0, 1));
            default -> throw unknown("init", name);
        };
    }

    static LossFunction loss(String name) {
        return switch (name) {
            case "mse" -> LossFunction.MSE;
            case "mae" -> LossFunction.MEAN_ABSOLUTE_ERROR;
            case "categorical_crossentropy" -> LossFunction.MCXENT;
            case "binary_crossentropy" -> LossFunction.XENT;
            default -> throw unknown("loss", name);
        };
    }

    static IUpdater updater(Optimizer optimizer) {
        return switch (optimizer.name()) {
            case "adam" ->
                new Adam(
                        optimizer.lr(),
                        or(optimizer.beta1(), 0.9),
                        or(optimizer.beta2(), 0.999),
                        or(optimizer.eps(), EPSILON));
            case "sgd" ->
                optimizer.momentum() > 0
                        ? new Nesterovs(optimizer.lr(), optimizer.momentum())
                        : new Sgd(optimizer.lr());
            case "rmsprop" -> new RmsProp(optimizer.lr(), 0.9, EPSILON);
            case "adagrad" -> new AdaGrad(optimizer.lr());
            default -> throw unknown("optimizer", optimizer.name());
        };
    }

    private static double or(@org.jspecify.annotations.Nullable Double given, double otherwise) {
        return given == null ? otherwise : given;
    }

    private static IllegalArgumentException unknown(String what, String name) {
        return new IllegalArgumentException("the corpus has an unknown " + what + ": " + name);
    }
}

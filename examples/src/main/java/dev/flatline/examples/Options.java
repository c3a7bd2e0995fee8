package dev.flatline.examples;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.nd4j.linalg.activations.Activation;

/**
 * What to train, from the command line of {@link SigmoidCnn}.
 *
 * @param activation of every layer but the last; ReLU brings He initialisation along, the others Glorot's
 * @param learningRate Adam's; greater than 0
 * @param deep four convolutional and two dense layers instead of two convolutional ones
 * @param iterations parameter updates to make; at least 1
 * @param seed of the initial weights and of the order of the images
 */
record Options(Activation activation, double learningRate, boolean deep, int iterations, long seed) {

    static final String USAGE = """
            Usage: SigmoidCnn [--cured] [--learning-rate X] [--activation A] [--deep] [--iterations N] [--seed S]
              --cured            train with ReLU, and so He initialisation
              --learning-rate X  of Adam (default 0.01)
              --activation A     sigmoid, tanh, relu, leakyrelu, elu, ... (default sigmoid)
              --deep             four convolutional and two dense layers instead of two convolutional ones
              --iterations N     parameter updates to make (default 400)
              --seed S           of the initial weights and the order of the images (default 1)""";

    static final Options DEFAULT = new Options(Activation.SIGMOID, 1e-2, false, 400, 1);
    static final Options CURED = new Options(Activation.RELU, 1e-2, false, 400, 1);

    Options {
        require(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY, "--learning-rate must be greater than 0");
        require(iterations > 0, "--iterations must be at least 1");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** @throws IllegalArgumentException if the arguments are none of {@link #USAGE}; the message says which is wrong */
    static Options parse(String... arguments) {
        List<String> words = Arrays.asList(arguments);
        Options options = words.contains("--cured") ? CURED : DEFAULT;
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            options = options.with(rest.next(), rest);
        }
        return options;
    }

    private Options with(String option, Iterator<String> rest) {
        return switch (option) {
            case "--cured" -> this;
            case "--deep" -> new Options(activation, learningRate, true, iterations, seed);
            case "--activation" ->
                new Options(value(option, rest, Options::activation), learningRate, deep, iterations, seed);
            case "--learning-rate" ->
                new Options(activation, value(option, rest, Double::parseDouble), deep, iterations, seed);
            case "--iterations" ->
                new Options(activation, learningRate, deep, value(option, rest, Integer::parseInt), seed);
            case "--seed" ->
                new Options(activation, learningRate, deep, iterations, value(option, rest, Long::parseLong));
            default -> throw new IllegalArgumentException("Unknown option: " + option);
        };
    }

    private static <T> T value(String option, Iterator<String> rest, Function<String, T> parse) {
        require(rest.hasNext(), option + " needs a value");
        String text = rest.next();
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + " cannot be '" + text + "'", e);
        }
    }

    private static Activation activation(String name) {
        return Activation.valueOf(name.toUpperCase(Locale.ROOT));
    }
}

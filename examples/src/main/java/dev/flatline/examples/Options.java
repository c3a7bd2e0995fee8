package dev.flatline.examples;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How to train, from the command line of any program here.
 *
 * @param cured without the fault
 * @param iterations parameter updates to make, at least 1; {@code null} for as many as the program likes
 * @param learningRate of the updater, greater than 0; {@code null} for the program's own
 * @param seed of the initial weights and of the order of the examples
 * @param outcome file to write the outcome to as well; {@code null} for none
 */
record Options(
        boolean cured,
        @Nullable Integer iterations,
        @Nullable Double learningRate,
        long seed,
        @Nullable Path outcome) {

    static final String USAGE = """
            Options: [--cured] [--iterations N] [--learning-rate X] [--seed S] [--outcome FILE]
              --cured            train without the fault
              --iterations N     parameter updates to make
              --learning-rate X  of the updater
              --seed S           of the initial weights and the order of the examples (default 1)
              --outcome FILE     write the outcome to this file as well""";

    static final Options DEFAULT = new Options(false, null, null, 1, null);

    Options {
        require(iterations == null || iterations > 0, "--iterations must be at least 1");
        require(
                learningRate == null || (learningRate > 0 && learningRate < Double.POSITIVE_INFINITY),
                "--learning-rate must be greater than 0");
    }

    int iterations(int byDefault) {
        return Objects.requireNonNullElse(iterations, byDefault);
    }

    double learningRate(double byDefault) {
        return Objects.requireNonNullElse(learningRate, byDefault);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** @throws IllegalArgumentException if the arguments are none of {@link #USAGE}; the message says which is wrong */
    static Options parse(String... arguments) {
        Options options = DEFAULT;
        Iterator<String> rest = List.copyOf(Arrays.asList(arguments)).iterator();
        while (rest.hasNext()) {
            options = options.with(rest.next(), rest);
        }
        return options;
    }

    private Options with(String option, Iterator<String> rest) {
        return switch (option) {
            case "--cured" -> new Options(true, iterations, learningRate, seed, outcome);
            case "--iterations" ->
                new Options(cured, value(option, rest, Integer::parseInt), learningRate, seed, outcome);
            case "--learning-rate" ->
                new Options(cured, iterations, value(option, rest, Double::parseDouble), seed, outcome);
            case "--seed" ->
                new Options(cured, iterations, learningRate, value(option, rest, Long::parseLong), outcome);
            case "--outcome" -> new Options(cured, iterations, learningRate, seed, value(option, rest, Path::of));
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
}

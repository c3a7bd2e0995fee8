package dev.flatline.examples;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.evaluation.classification.ConfusionMatrix;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a training came to, on data that the network had not seen.
 *
 * @param measure "accuracy" or "R²", for instance
 * @param value greater is better; NaN where the network answers NaN
 * @param answers how many different answers it gave
 * @param on which data, in words: "1000 digits"
 */
record Outcome(String measure, double value, int answers, String on) {

    /** Answers to a regression count as different from a thousandth of the range of the labels on. */
    private static final double GRAIN = 1e-3;

    /** Share of examples whose class was named right, and how many classes were named at all. */
    static Outcome accuracy(Evaluation evaluation, String on) {
        ConfusionMatrix<Integer> confusion = evaluation.getConfusion();
        int named = (int) confusion.getClasses().stream()
                .filter(one -> confusion.getPredictedTotal(one) > 0)
                .count();
        return new Outcome("accuracy", evaluation.accuracy(), named, on);
    }

    /**
     * Share of the labels' variance that is explained: 1 - squared errors / squared deviations from the labels' mean. 0
     * for the mean as constant answer, below 0 for worse.
     *
     * @param answers any shape
     * @param labels the same shape
     */
    static Outcome r2(INDArray answers, INDArray labels, String on) {
        double[] said = answers.dup('c').data().asDouble();
        double[] truth = labels.dup('c').data().asDouble();
        double mean = Arrays.stream(truth).average().orElse(Double.NaN);
        double missed = IntStream.range(0, truth.length)
                .mapToDouble(i -> square(truth[i] - said[i]))
                .sum();
        double varies = Arrays.stream(truth).map(label -> square(label - mean)).sum();
        return new Outcome("R²", 1 - missed / varies, different(said, truth), on);
    }

    private static int different(double[] said, double[] truth) {
        double range = DoubleStream.of(truth).max().orElse(0)
                - DoubleStream.of(truth).min().orElse(0);
        return (int) DoubleStream.of(said)
                .mapToLong(answer -> Math.round(answer / (GRAIN * range)))
                .distinct()
                .count();
    }

    private static double square(double x) {
        return x * x;
    }

    /**
     * Writes it where the next one to read it is a program.
     *
     * @param file {@code null} to write nothing
     */
    void writeTo(@Nullable Path file) throws IOException {
        if (file == null) {
            return;
        }
        Properties properties = new Properties();
        properties.setProperty("measure", measure);
        properties.setProperty("value", Double.toString(value));
        properties.setProperty("answers", Integer.toString(answers));
        properties.setProperty("on", on);
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        } catch (IOException e) {
            throw new IOException("Cannot write the outcome to " + file + ": " + e, e);
        }
    }

    @Override
    public String toString() {
        String different = answers == 1 ? "the same answer to everything" : answers + " different answers";
        return String.format(Locale.ROOT, "On %s it had not seen: %s %.3f, %s", on, measure, value, different);
    }
}

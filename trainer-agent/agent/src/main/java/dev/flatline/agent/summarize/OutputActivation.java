package dev.flatline.agent.summarize;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An activation function in plain Java, from the logits of one row to its outputs, in double precision.
 *
 * <p>A NaN among the logits stays NaN in its own output; through softmax it makes the whole row NaN, as in DL4J.
 */
@FunctionalInterface
public interface OutputActivation {

    void apply(double[] row);

    /** What is there already is the output. */
    OutputActivation IDENTITY = row -> {};

    /** By DL4J's name in lower case; {@code null} for a function, or one with parameters, that is not known here. */
    static @Nullable OutputActivation of(String name) {
        return Known.BY_NAME.get(name);
    }

    /** The functions without parameters that output layers have. */
    final class Known {

        private static final Map<String, OutputActivation> BY_NAME = Map.of(
                "identity", IDENTITY,
                "softmax", Known::softmax,
                "sigmoid", row -> each(row, x -> 1 / (1 + Math.exp(-x))),
                "tanh", row -> each(row, Math::tanh),
                "relu", row -> each(row, x -> Math.max(0, x)),
                "relu6", row -> each(row, x -> Math.min(6, Math.max(0, x))),
                "softplus", row -> each(row, x -> Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)))),
                "softsign", row -> each(row, x -> x / (1 + Math.abs(x))),
                "hardtanh", row -> each(row, x -> Math.min(1, Math.max(-1, x))),
                "hardsigmoid", row -> each(row, x -> Math.min(1, Math.max(0, 0.2 * x + 0.5))));

        private Known() {}

        private static void each(double[] row, java.util.function.DoubleUnaryOperator function) {
            for (int i = 0; i < row.length; i++) {
                row[i] = function.applyAsDouble(row[i]);
            }
        }

        /** Less the largest logit, so that no exponential overflows. */
        private static void softmax(double[] row) {
            double largest = Double.NEGATIVE_INFINITY;
            for (double logit : row) {
                largest = Math.max(largest, logit);
            }
            double sum = 0;
            for (int i = 0; i < row.length; i++) {
                row[i] = Math.exp(row[i] - largest);
                sum += row[i];
            }
            for (int i = 0; i < row.length; i++) {
                row[i] /= sum;
            }
        }
    }
}

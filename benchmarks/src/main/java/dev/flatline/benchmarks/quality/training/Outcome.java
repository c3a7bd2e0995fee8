package dev.flatline.benchmarks.quality.training;

/**
 * What came out of a training, and what a training without fault reaches.
 *
 * @param metric such as "accuracy" or "r2"
 * @param value greater is better; NaN for a network that answers NaN
 * @param bar reached by a healthy training
 */
public record Outcome(String metric, double value, double bar) {

    public boolean learned() {
        return value >= bar;
    }
}

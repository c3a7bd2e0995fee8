package dev.flatline.benchmarks.quality.training;

/**
 * A training that can be begun again and again, each time with another seed.
 *
 * @param id unique in its suite; letters, digits, dot, dash and underscore
 * @param expectation what its author says of it
 * @param beginning makes the network and its data
 */
public record TrainingCase(String id, Expectation expectation, Beginning beginning) {

    public TrainingCase {
        if (!id.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("the id of a case becomes a file name: '" + id + "'");
        }
    }

    /** Makes a training; the same numbers for the same seed. */
    @FunctionalInterface
    public interface Beginning {
        Training begin(int seed);
    }
}

package dev.flatline.agent.summarize;

/**
 * How far the chunks of a tensor that were read lie apart, and so how wrong their mean may be about the whole.
 *
 * <p>Welford's running variance. NaN with fewer than two chunks, of which no spread can be told.
 */
final class ChunkSpread {

    private int chunks;
    private double mean;
    private double squaredDistances;

    void reset() {
        chunks = 0;
        mean = 0;
        squaredDistances = 0;
    }

    /** Adds one chunk by the mean of its squares. */
    void add(double meanSquare) {
        chunks++;
        double distance = meanSquare - mean;
        mean += distance / chunks;
        squaredDistances += distance * (meanSquare - mean);
    }

    /**
     * Relative standard error of the root of the mean square; half that of the mean square itself. 0 for zeros only.
     *
     * @param share of the chunks that was read
     */
    double errorOfRoot(double share) {
        if (chunks < 2) {
            return Double.NaN;
        }
        double variance = squaredDistances / (chunks - 1);
        return mean == 0 ? 0 : Math.sqrt(variance * (1 - share) / chunks) / mean / 2;
    }
}

package dev.flatline.benchmarks;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * The floor for four statistics of an array: sum of squares, sum of magnitudes, largest magnitude and sum, by OpenBLAS,
 * in chunks that stay in the first-level cache.
 */
final class BlasPass {

    private static final int CHUNK = 4096;

    private final FloatPointer ones = new FloatPointer(CHUNK);

    BlasPass() {
        for (int i = 0; i < CHUNK; i++) {
            ones.put(i, 1);
        }
    }

    /** Reads {@code length} floats at an address; the sum of all results keeps the compiler from leaving it out. */
    double over(long address, long length) {
        FloatPointer chunk = new At(address);
        double all = 0;
        for (long from = 0; from < length; from += CHUNK) {
            chunk.position(from);
            int count = (int) Math.min(CHUNK, length - from);
            all += openblas.cblas_sdot(count, chunk, 1, chunk, 1);
            all += openblas.cblas_sasum(count, chunk, 1);
            all += openblas.cblas_isamax(count, chunk, 1);
            all += openblas.cblas_sdot(count, chunk, 1, ones, 1);
        }
        return all;
    }

    /** Memory that belongs to somebody else. */
    private static final class At extends FloatPointer {
        At(long address) {
            this.address = address;
        }
    }
}

package dev.flatline.agent.observe;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * Sums over a piece of memory by OpenBLAS, which is there with ND4J on the CPU: a quarter of what a loop in Java takes.
 *
 * <p>The library is called directly, not through ND4J, and for pieces too short for it to start threads. It sums in single
 * precision; so what could overflow, vanish or cancel out there is left to the caller.
 */
public final class BlasSums {

    private static final int LEAST = 512;
    private static final int MOST = 4096;
    private static final double TINY = 1e-15;
    private static final double HUGE = 1e15;
    private static final double NEARLY_CONSTANT = 0.999;

    private final FloatPointer memory;

    /** Over memory that the caller keeps alive. */
    public BlasSums(FloatPointer memory) {
        this.memory = new FloatPointer(memory);
    }

    /** Whether OpenBLAS can be called here. */
    static boolean isThere() {
        return Library.THERE;
    }

    /** See {@link dev.flatline.agent.summarize.Block#sums}. */
    public boolean of(long from, int count, double[] into) {
        if (count < LEAST || count > MOST || !Library.THERE) {
            return false;
        }
        memory.position(from);
        double squares = openblas.cblas_sdot(count, memory, 1, memory, 1);
        double largest = Math.abs(memory.get(openblas.cblas_isamax(count, memory, 1)));
        double sum = openblas.cblas_sdot(count, memory, 1, Library.ONES, 1);
        into[0] = sum;
        into[1] = squares;
        into[2] = largest;
        return largest > TINY && largest < HUGE && sum * sum < NEARLY_CONSTANT * count * squares;
    }

    /** Loaded at the first use. A NaN anywhere makes the sum of squares NaN, and every comparison with it false. */
    private static final class Library {

        private static final FloatPointer ONES = new FloatPointer(MOST);
        private static final boolean THERE = isThere();

        private static boolean isThere() {
            try {
                for (int i = 0; i < MOST; i++) {
                    ONES.put(i, 1);
                }
                return openblas.cblas_sdot(MOST, ONES, 1, ONES, 1) == MOST;
            } catch (LinkageError | RuntimeException e) {
                return false;
            }
        }
    }
}

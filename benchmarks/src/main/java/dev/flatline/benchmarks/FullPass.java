package dev.flatline.benchmarks;

import dev.flatline.agent.observe.BlasSums;
import dev.flatline.agent.summarize.Block;
import dev.flatline.agent.summarize.Sampling;
import dev.flatline.agent.summarize.TensorSummarizer;
import java.io.PrintStream;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Prints what the agent's full pass over a tensor costs beside {@link BlasPass}, in one run: paired rounds, processor
 * time. The agent gathers seven statistics, the floor four. Run it as {@code ./benchmarks/full-pass}.
 */
public final class FullPass {

    private static final int ROUNDS = 101;
    private static final long ELEMENTS_A_BLOCK = 20_000_000;

    private final TensorSummarizer summarizer = new TensorSummarizer();
    private final BlasPass blas = new BlasPass();
    private double results;

    public static void main(String[] arguments) {
        new FullPass().compare(System.out);
    }

    private void compare(PrintStream out) {
        out.println(
                "| elements | BLAS floor ns/element | agent : floor, median (quartiles) of " + ROUNDS + " rounds |");
        out.println("|---|---|---|");
        for (int size : new int[] {10_000, 100_000, 1_000_000, 10_000_000}) {
            out.println(line(size));
        }
        if (Double.isNaN(results)) {
            throw new IllegalStateException("the passes gave no numbers");
        }
    }

    private String line(int size) {
        FloatPointer memory = new FloatPointer(size);
        FloatBuffer buffer = memory.asBuffer();
        Random random = new Random(1);
        for (int i = 0; i < size; i++) {
            buffer.put(i, (float) random.nextGaussian());
        }
        Tensor tensor = new Tensor(buffer, new BlasSums(memory));
        int passes = (int) Math.max(1, ELEMENTS_A_BLOCK / size / 10);
        List<Double> floor = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = -20; round < ROUNDS; round++) {
            double ofBlas = nanos(passes, () -> results += blas.over(memory.address(), size));
            double ofAgent = nanos(
                    passes,
                    () -> results += summarizer
                            .summarize(tensor, Sampling.everything(), 1)
                            .getL2());
            if (round >= 0) {
                floor.add(ofBlas / size);
                ratios.add(ofAgent / ofBlas);
            }
        }
        Spread ratio = Spread.of(ratios);
        return "| %,d | %.3f | %.2f (%.2f to %.2f) |"
                .formatted(size, Spread.of(floor).median(), ratio.median(), ratio.lower(), ratio.upper());
    }

    private static double nanos(int passes, Runnable pass) {
        long before = ThreadTimes.ofThisThread();
        for (int i = 0; i < passes; i++) {
            pass.run();
        }
        return (double) (ThreadTimes.ofThisThread() - before) / passes;
    }

    /** Native memory, as the agent reads it. */
    private record Tensor(FloatBuffer memory, BlasSums blas) implements Block {

        @Override
        public boolean sums(long from, int count, double[] into) {
            return blas.of(from, count, into);
        }

        @Override
        public long size() {
            return memory.capacity();
        }

        @Override
        public void read(long from, float[] into, int count) {
            memory.get((int) from, into, 0, count);
        }
    }
}

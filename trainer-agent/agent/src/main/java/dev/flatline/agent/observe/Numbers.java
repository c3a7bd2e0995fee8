package dev.flatline.agent.observe;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The memory under an array, as floats, whatever it holds. */
sealed interface Numbers {

    float at(long index);

    void read(long from, float[] into, int count);

    /** Whether an element costs a hundred times what it should, so that only a few may be read. */
    boolean slow();

    /** See {@link dev.flatline.agent.summarize.Block#sums}. */
    default boolean sums(long from, int count, double[] into) {
        return false;
    }

    /** Single precision: nearly every training. Copied in bulk, so that the sums run over the first-level cache. */
    record Floats(FloatPointer pointer, FloatBuffer memory, BlasSums blas) implements Numbers {

        /** All that the pointer may reach. */
        static Floats over(FloatPointer pointer) {
            return new Floats(pointer, pointer.asBuffer(), new BlasSums(pointer));
        }

        @Override
        public boolean sums(long from, int count, double[] into) {
            return blas.of(from, count, into);
        }

        @Override
        public float at(long index) {
            return memory.get((int) index);
        }

        @Override
        public void read(long from, float[] into, int count) {
            memory.get((int) from, into, 0, count);
        }

        @Override
        public boolean slow() {
            return false;
        }
    }

    /** Double precision. */
    record Doubles(DoubleBuffer memory) implements Numbers {

        @Override
        public float at(long index) {
            return (float) memory.get((int) index);
        }

        @Override
        public void read(long from, float[] into, int count) {
            for (int i = 0; i < count; i++) {
                into[i] = (float) memory.get((int) from + i);
            }
        }

        @Override
        public boolean slow() {
            return false;
        }
    }

    /** Half precision, integers, and memory beyond 2 GB: by ND4J itself, in the array's C order. */
    record Slow(INDArray array) implements Numbers {

        @Override
        public float at(long index) {
            return (float) array.getDouble(subscripts(index));
        }

        private long[] subscripts(long index) {
            long[] shape = array.shape();
            long[] subscripts = new long[shape.length];
            long rest = index;
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                subscripts[axis] = rest % shape[axis];
                rest /= shape[axis];
            }
            return subscripts;
        }

        @Override
        public void read(long from, float[] into, int count) {
            for (int i = 0; i < count; i++) {
                into[i] = at(from + i);
            }
        }

        @Override
        public boolean slow() {
            return true;
        }
    }
}

package dev.flatline.agent.observe;

import dev.flatline.agent.summarize.ActivationSample;
import dev.flatline.agent.summarize.Block;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * One array in memory: where its elements are. Valid only while the callback runs in which it was made.
 *
 * @param offset of the first element
 * @param stride distance between neighbours on each axis, in elements
 */
@SuppressWarnings("ArrayRecordComponent")
record HostArray(Numbers numbers, long offset, long[] shape, long[] stride) {

    int rank() {
        return shape.length;
    }

    boolean isFloat() {
        return numbers instanceof Numbers.Floats;
    }

    /** The memory of an array of floats, from its beginning, before the offset. */
    FloatPointer pointer() {
        return new FloatPointer(((Numbers.Floats) numbers).pointer());
    }

    /** Some neighbouring examples of an array whose first axis is the examples. */
    HostArray examples(long first, long count) {
        long[] fewer = shape.clone();
        fewer[0] = count;
        return new HostArray(numbers, offset + first * stride[0], fewer, stride);
    }

    long size() {
        long size = 1;
        for (long length : shape) {
            size *= length;
        }
        return size;
    }

    /**
     * All elements, in whatever order they lie: statistics do not mind. A transposed or permuted array is still one
     * block of memory and is read as such.
     */
    Block block() {
        return isDense() ? new DenseBlock(this, size()) : new ScatteredBlock(this, size());
    }

    private boolean isDense() {
        int rank = rank();
        long[][] axes = new long[rank][];
        for (int axis = 0; axis < rank; axis++) {
            axes[axis] = new long[] {stride[axis], shape[axis]};
        }
        Arrays.sort(axes, (a, b) -> Long.compare(a[0], b[0]));
        long expected = 1;
        for (long[] axis : axes) {
            if (axis[1] != 1 && axis[0] != expected) {
                return false;
            }
            expected *= axis[1];
        }
        return true;
    }

    /** Distance from the first element of element {@code index} of some axes taken together, the last moving fastest. */
    long distance(int[] axes, long index) {
        long rest = index;
        long distance = 0;
        for (int i = axes.length - 1; i >= 0; i--) {
            int axis = axes[i];
            distance += rest % shape[axis] * stride[axis];
            rest /= shape[axis];
        }
        return distance;
    }

    long count(int[] axes) {
        long count = 1;
        for (int axis : axes) {
            count *= shape[axis];
        }
        return count;
    }

    /** All elements in their order, of an array with one axis longer than 1, or none. */
    float[] vector() {
        long step = 0;
        for (int axis = 0; axis < rank(); axis++) {
            step = shape[axis] > 1 ? stride[axis] : step;
        }
        float[] values = new float[(int) size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.at(offset + i * step);
        }
        return values;
    }

    /** Reads a part of an array whose first axis is the examples. */
    ActivationSample sample(SamplePlan plan) {
        long[] units = plan.units().distances(this, 0);
        long[] positions = plan.positions().distances(this, plan.turn());
        long[] examples = plan.examples().distances(this, 0);
        float[] values = new float[units.length * positions.length * examples.length];
        for (int e = 0; e < examples.length; e++) {
            for (int u = 0; u < units.length; u++) {
                long from = offset + examples[e] + units[u];
                int to = u * positions.length * examples.length + e;
                for (long position : positions) {
                    values[to] = numbers.at(from + position);
                    to += examples.length;
                }
            }
        }
        return new ActivationSample(values, units.length, positions.length, examples.length);
    }

    /** One piece of memory. */
    private record DenseBlock(HostArray array, long size) implements Block {

        @Override
        public void read(long from, float[] into, int count) {
            array.numbers.read(array.offset + from, into, count);
        }

        @Override
        public boolean sums(long from, int count, double[] into) {
            return array.numbers.sums(array.offset + from, count, into);
        }
    }

    /** A view with gaps: element by element. */
    private record ScatteredBlock(HostArray array, long size) implements Block {

        @Override
        public void read(long from, float[] into, int count) {
            int[] axes = new int[array.rank()];
            Arrays.setAll(axes, axis -> axis);
            for (int i = 0; i < count; i++) {
                into[i] = array.numbers.at(array.offset + array.distance(axes, from + i));
            }
        }
    }
}

package dev.flatline.agent.observe;

import java.nio.DoubleBuffer;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Gives arrays as memory that can be read without ND4J.
 *
 * <p>Buffers over the last few addresses are kept, because all parameters of a network are views of one block, and all
 * gradients of another. A kept buffer is used only for an array that lives at its address now. Not thread-safe.
 */
class HostMemory {

    private static final int KEPT = 4;
    private static final long LONGEST = Integer.MAX_VALUE / Double.BYTES;

    private final long[] addresses = new long[KEPT];
    private final Numbers.@Nullable Floats[] buffers = new Numbers.@Nullable Floats[KEPT];
    private int oldest;

    /** On a graphics card the addresses mean nothing to the CPU, and each reading by ND4J would hold the card up. */
    private final boolean onHost = Nd4j.getExecutioner().type() == OpExecutioner.ExecutionerType.NATIVE_CPU;

    /** What of a training cannot be seen because its arrays cannot be read, one sentence each. */
    List<String> limits() {
        return onHost
                ? List.of()
                : List.of(
                        "ND4J computes on a graphics card, whose memory is not read: inputs, outputs and the statistics of"
                                + " all tensors are missing.");
    }

    /** An array to read from now, not later; {@code null} when there is none or it cannot be read. */
    @Nullable
    HostArray array(@Nullable INDArray array) {
        if (array == null || !onHost || array.isEmpty() || array.wasClosed() || array.rank() == 0) {
            return null;
        }
        long[] shape = array.shape();
        long[] stride = array.stride();
        long offset = array.offset();
        long end = offset + 1;
        for (int axis = 0; axis < shape.length; axis++) {
            if (stride[axis] < 0) {
                return slow(array);
            }
            end += (shape[axis] - 1) * stride[axis];
        }
        if (end > LONGEST) {
            return slow(array);
        }
        DataType type = array.dataType();
        if (type == DataType.FLOAT) {
            return new HostArray(floats(array.data(), end), offset, shape, stride);
        }
        if (type == DataType.DOUBLE) {
            return new HostArray(new Numbers.Doubles(doubles(array.data(), end)), offset, shape, stride);
        }
        return slow(array);
    }

    private static HostArray slow(INDArray array) {
        long[] shape = array.shape();
        long[] stride = new long[shape.length];
        long next = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            stride[axis] = next;
            next *= shape[axis];
        }
        return new HostArray(new Numbers.Slow(array), 0, shape, stride);
    }

    private Numbers.Floats floats(DataBuffer data, long end) {
        long address = data.address();
        for (int i = 0; i < KEPT; i++) {
            Numbers.Floats kept = buffers[i];
            if (addresses[i] == address && kept != null && kept.memory().capacity() >= end) {
                return kept;
            }
        }
        // The pointer's own limit is not set for memory of a workspace.
        FloatPointer pointer = new FloatPointer(data.pointer()).capacity(end);
        Numbers.Floats made = Numbers.Floats.over(pointer);
        addresses[oldest] = address;
        buffers[oldest] = made;
        oldest = (oldest + 1) % KEPT;
        return made;
    }

    private static DoubleBuffer doubles(DataBuffer data, long end) {
        return new DoublePointer(data.pointer()).capacity(end).asBuffer();
    }
}

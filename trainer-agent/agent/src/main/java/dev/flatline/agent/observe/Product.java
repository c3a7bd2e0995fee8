package dev.flatline.agent.observe;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.jspecify.annotations.Nullable;

/**
 * The product of an input with the weights of a layer, by OpenBLAS, not through ND4J: [examples, inputs] or [examples,
 * inputs, steps] times [inputs, units]. Of a sequence it is one product for each step or for each example, as the input
 * lies in memory.
 *
 * @param left the input without the axis of the slices
 * @param sliceStride from one slice of the input to the next
 */
record Product(Matrix left, Matrix right, HostArray input, long slices, long sliceStride) {

    /** {@code null} where the arrays do not lie in memory as the library needs it. */
    static @Nullable Product of(HostArray input, HostArray weights) {
        Matrix right = Matrix.of(weights, 0);
        if (input.rank() == 2) {
            return made(Matrix.of(input, 0), right, input, -1);
        }
        Product bySteps = made(Matrix.of(input, 0), right, input, 2);
        return bySteps == null ? made(Matrix.of(input, 2), right, input, 0) : bySteps;
    }

    private static @Nullable Product made(
            @Nullable Matrix left, @Nullable Matrix right, HostArray input, int sliceAxis) {
        if (left == null || right == null) {
            return null;
        }
        return sliceAxis < 0
                ? new Product(left, right, input, 1, 0)
                : new Product(left, right, input, input.shape()[sliceAxis], input.stride()[sliceAxis]);
    }

    /** Writes it there, slice by slice, each column by column. */
    HostArray into(FloatPointer room) {
        FloatPointer from = input.pointer();
        FloatPointer weights = right.array.pointer().position(right.array.offset());
        FloatPointer to = new FloatPointer(room);
        int rows = (int) left.rows;
        int units = (int) right.columns;
        for (long slice = 0; slice < slices; slice++) {
            from.position(input.offset() + slice * sliceStride);
            to.position(slice * rows * units);
            openblas.cblas_sgemm(
                    openblas.CblasColMajor,
                    left.order(),
                    right.order(),
                    rows,
                    units,
                    (int) left.columns,
                    1,
                    from,
                    left.leading,
                    weights,
                    right.leading,
                    0,
                    to,
                    rows);
        }
        return array(room, rows, units);
    }

    private HostArray array(FloatPointer room, long rows, long units) {
        Numbers.Floats numbers = Numbers.Floats.over(room);
        if (input.rank() == 2) {
            return new HostArray(numbers, 0, new long[] {rows, units}, new long[] {1, rows});
        }
        long[] shape = {input.shape()[0], units, input.shape()[2]};
        boolean bySteps = slices == shape[2] && sliceStride == input.stride()[2];
        long[] stride = bySteps ? new long[] {1, rows, rows * units} : new long[] {rows * units, rows, 1};
        return new HostArray(numbers, 0, shape, stride);
    }

    /**
     * Two axes of an array of floats, the second of which is its inputs' axis 1.
     *
     * @param leading distance between neighbouring columns, or rows if transposed
     */
    record Matrix(HostArray array, long rows, long columns, boolean transposed, int leading) {

        static @Nullable Matrix of(HostArray array, int rowAxis) {
            long rows = array.shape()[rowAxis];
            long columns = array.shape()[1];
            long rowStride = array.stride()[rowAxis];
            long columnStride = array.stride()[1];
            if ((rowStride == 1 || rows == 1) && (columnStride >= rows || columns == 1)) {
                return new Matrix(array, rows, columns, false, leading(columnStride, rows));
            }
            if ((columnStride == 1 || columns == 1) && (rowStride >= columns || rows == 1)) {
                return new Matrix(array, rows, columns, true, leading(rowStride, columns));
            }
            return null;
        }

        private static int leading(long stride, long length) {
            return (int) Math.max(stride, length);
        }

        int order() {
            return transposed ? openblas.CblasTrans : openblas.CblasNoTrans;
        }
    }
}

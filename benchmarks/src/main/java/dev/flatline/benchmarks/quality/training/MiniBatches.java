package dev.flatline.benchmarks.quality.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Mini-batches of one data set without end, newly shuffled in each epoch. The last of an epoch may be smaller.
 *
 * <p>Examples are along the first axis.
 */
public final class MiniBatches {

    private final DataSet data;
    private final int size;
    private final int[] order;
    private final Random random;
    private int next;

    public MiniBatches(DataSet data, int size, long seed) {
        this.data = data;
        this.size = size;
        order = new int[(int) data.getFeatures().size(0)];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        random = new Random(seed);
        shuffle();
    }

    /** How many make an epoch. */
    public int perEpoch() {
        return (order.length + size - 1) / size;
    }

    /** Whether the one handed out last was the last of its epoch. */
    public boolean atEpochEnd() {
        return next >= order.length;
    }

    public DataSet next() {
        if (atEpochEnd()) {
            next = 0;
            shuffle();
        }
        int[] rows = Arrays.copyOfRange(order, next, Math.min(order.length, next + size));
        next += rows.length;
        return of(data, rows);
    }

    /** Some examples of a data set, masks included. */
    public static DataSet of(DataSet data, int[] rows) {
        return new DataSet(
                rows(data.getFeatures(), rows),
                rows(data.getLabels(), rows),
                rowsIfAny(data.getFeaturesMaskArray(), rows),
                rowsIfAny(data.getLabelsMaskArray(), rows));
    }

    private static @Nullable INDArray rowsIfAny(@Nullable INDArray array, int[] rows) {
        return array == null ? null : rows(array, rows);
    }

    private static INDArray rows(INDArray array, int[] rows) {
        if (array.rank() == 2) {
            return array.getRows(rows);
        }
        List<INDArray> slices = new ArrayList<>();
        for (int row : rows) {
            slices.add(array.slice(row));
        }
        return Nd4j.stack(0, slices.toArray(new INDArray[0]));
    }

    private void shuffle() {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
    }
}

package dev.flatline.examples;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Mini-batches of one data set without end, in a new order in each pass through it; the last of a pass may be smaller.
 *
 * <p>Examples are along the first axis. The same seed gives the same mini-batches.
 */
final class Batches implements Iterator<DataSet> {

    private final DataSet data;
    private final int size;
    private final List<Integer> order;
    private long seed;
    private int next;

    Batches(DataSet data, int size, long seed) {
        this.data = data;
        this.size = size;
        this.seed = seed;
        order = new ArrayList<>();
        next = 0;
    }

    /** The next so many, for DL4J's {@code fit}. */
    DataSetIterator first(int count) {
        return new ExistingDataSetIterator(
                IntStream.range(0, count).mapToObj(batch -> next()).iterator());
    }

    /** There always is one more. */
    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public DataSet next() {
        if (next >= order.size()) {
            shuffle();
        }
        List<Integer> rows = order.subList(next, Math.min(next + size, order.size()));
        next += rows.size();
        return new DataSet(pick(data.getFeatures(), rows), pick(data.getLabels(), rows));
    }

    private void shuffle() {
        order.clear();
        IntStream.range(0, (int) data.getFeatures().size(0)).forEach(order::add);
        Collections.shuffle(order, new Random(seed++));
        next = 0;
    }

    private static INDArray pick(INDArray from, List<Integer> rows) {
        return Nd4j.stack(0, rows.stream().map(from::slice).toArray(INDArray[]::new));
    }
}

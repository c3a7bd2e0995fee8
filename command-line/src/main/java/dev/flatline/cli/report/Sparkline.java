package dev.flatline.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The whole course of one figure in a few characters, however long it becomes: when they are full, each two become one,
 * their mean. What is not known (NaN) shows as a dot, unless the other of the two is.
 */
final class Sparkline {

    private static final int WIDTH = 32;

    private final List<Double> columns = new ArrayList<>();
    private int valuesPerColumn = 1;
    private int valuesInLast = 1;

    void add(double value) {
        if (valuesInLast < valuesPerColumn) {
            int last = columns.size() - 1;
            columns.set(last, mean(columns.get(last), value, valuesInLast));
            valuesInLast++;
            return;
        }
        if (columns.size() == WIDTH) {
            halve();
        }
        columns.add(value);
        valuesInLast = 1;
    }

    private void halve() {
        for (int i = 0; i < WIDTH / 2; i++) {
            columns.set(i, mean(columns.get(2 * i), columns.get(2 * i + 1), 1));
        }
        columns.subList(WIDTH / 2, WIDTH).clear();
        valuesPerColumn *= 2;
    }

    private static double mean(double mean, double value, int values) {
        if (Double.isNaN(mean) || Double.isNaN(value)) {
            return Double.isNaN(mean) ? value : mean;
        }
        return mean + (value - mean) / (values + 1);
    }

    /** The lowest block is 0 or less, the highest 1 or more. */
    String draw() {
        return columns.stream().map(value -> String.valueOf(Blocks.of(value))).collect(Collectors.joining());
    }
}

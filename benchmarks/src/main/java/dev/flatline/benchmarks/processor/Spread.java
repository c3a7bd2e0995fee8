package dev.flatline.benchmarks.processor;

import java.util.List;
import java.util.Locale;

/** The middle of measurements, and the least and greatest. */
final class Spread {

    private Spread() {}

    static double median(List<Double> measured) {
        List<Double> sorted = measured.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    static String text(List<Double> measured) {
        List<Double> sorted = measured.stream().sorted().toList();
        return String.format(
                Locale.ROOT, "%.2f (%.2f to %.2f)", median(measured), sorted.get(0), sorted.get(sorted.size() - 1));
    }
}

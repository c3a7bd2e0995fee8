package dev.flatline.stream.diagnose;

import dev.flatline.stream.trend.RunHistory;
import java.util.List;
import java.util.Locale;

/** How layers are named in explanations, and numbers in code. */
final class Words {

    private Words() {}

    /** A number as it is written in Java source: {@code 0.001}, {@code 1.0E-5}. */
    static String code(double value) {
        return Double.toString(Double.parseDouble(String.format(Locale.ROOT, "%.3g", value)));
    }

    /** "layer 2", "layers 0 and 2", "layers 0, 2 and 4". */
    static String layers(RunHistory run, List<Integer> positions) {
        List<String> names = positions.stream().map(run::layerName).toList();
        if (names.size() == 1) {
            return "layer " + names.get(0);
        }
        int last = names.size() - 1;
        return "layers " + String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}

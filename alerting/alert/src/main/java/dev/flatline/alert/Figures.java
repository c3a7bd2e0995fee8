package dev.flatline.alert;

import java.util.Locale;

/** Numbers and their names as people read them. */
public final class Figures {

    private Figures() {}

    /** Three significant digits, and an exponent only where it helps: 0, 0.0123, 4.1e-07, 2.30, 813, 1.2e+06. */
    public static String show(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value) || value == 0) {
            return value == 0 ? "0" : Double.toString(value);
        }
        if (size < 0.001 || size >= 100_000) {
            return String.format(Locale.ROOT, "%.1e", value);
        }
        return size >= 100 ? String.format(Locale.ROOT, "%.0f", value) : String.format(Locale.ROOT, "%.3g", value);
    }

    /** A share of 0..1 as a percentage, whole from ten on: "97 %", "2.50 %", "4.1e-05 %". */
    public static String percent(double share) {
        double percent = 100 * share;
        return (Math.abs(percent) >= 10 ? String.format(Locale.ROOT, "%.0f", percent) : show(percent)) + " %";
    }

    /** {@code output_diversity}, {@code output-diversity} and {@code outputDiversity} as "output diversity". */
    public static String words(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .replace('-', ' ')
                .replace('_', ' ')
                .toLowerCase(Locale.ROOT);
    }
}

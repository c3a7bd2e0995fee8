package dev.flatline.alerting.notify.console;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers and their names as a person reads them. */
public final class Figures {

    private static final double SMALLEST_PLAIN = 1e-4;
    private static final double LARGEST_PLAIN = 1e7;

    private Figures() {}

    /** Four significant digits: {@code 0.1235}, {@code 1.2e-12}, {@code NaN}, {@code infinite}. */
    public static String short4(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "infinite" : "-infinite";
        }
        double size = Math.abs(value);
        return size == 0 || (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN) ? plain(value) : scientific(value);
    }

    private static String plain(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(4));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static String scientific(double value) {
        return String.format(Locale.ROOT, "%.2e", value)
                .replace("e-0", "e-")
                .replace("e+0", "e")
                .replace("e+", "e");
    }

    /** {@code outputDiversity}, {@code output-diversity} and {@code output_diversity} as "output diversity". */
    public static String words(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .replace('-', ' ')
                .replace('_', ' ')
                .toLowerCase(Locale.ROOT);
    }
}

package dev.flatline.alert.configure;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody may have meant. */
public final class Nearest {

    private Nearest() {}

    /** To go on from what is not known: the nearest of the known names, or all of them when none is near. */
    public static String hint(String written, Collection<String> known) {
        return of(written, known)
                .map(name -> "did you mean '" + name + "'?")
                .orElseGet(() -> "there is: " + String.join(", ", known));
    }

    /** At most a third of its letters away (Levenshtein). */
    private static Optional<String> of(String written, Collection<String> known) {
        return known.stream()
                .filter(name -> distance(written, name) <= (name.length() + 2) / 3)
                .min(Comparator.comparingInt(name -> distance(written, name)));
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}

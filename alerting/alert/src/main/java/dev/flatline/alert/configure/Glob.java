package dev.flatline.alert.configure;

/**
 * A pattern for names, in which {@code *} stands for any characters and {@code ?} for one. It is for the whole name, and
 * capital letters are other letters.
 *
 * @param pattern as written; takes time proportional to its length times that of the name, whatever it is
 */
public record Glob(String pattern) {

    /** Matches everything. */
    public static final Glob ANY = new Glob("*");

    public boolean matches(String name) {
        int at = 0;
        int star = -1;
        int resume = 0;
        int i = 0;
        while (i < name.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                resume = i;
            } else if (at < pattern.length() && isOne(pattern.charAt(at), name.charAt(i))) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        return pattern.substring(at).chars().allMatch(rest -> rest == '*');
    }

    private static boolean isOne(char wanted, char there) {
        return wanted == '?' || wanted == there;
    }
}

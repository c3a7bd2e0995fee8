package dev.flatline.alerting.notify;

/** Texts no longer than a receiver takes. */
public final class Excerpt {

    private Excerpt() {}

    /** The text if it is short enough; else its beginning, with a sign that there was more. No surrogate is cut in two. */
    public static String of(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Math.max(0, most - 1);
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }
}

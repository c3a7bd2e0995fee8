package dev.flatline.stream.rules;

/** What a threshold is counted in, and which values make sense. */
public enum Unit {
    /** A part of a whole. */
    SHARE("share, 0 to 1", 0, 1, false),
    /** One size divided by another, or how many times. */
    RATIO("ratio", 0, Double.MAX_VALUE, false),
    /** 1 - loss / loss of the best constant answer. */
    SKILL("skill, 1 is perfect", -Double.MAX_VALUE, 1, false),
    /** A standard score or a number of standard deviations. */
    DEVIATIONS("standard deviations", 0, Double.MAX_VALUE, false),
    /** How two things go together. */
    CORRELATION("correlation, -1 to 1", -1, 1, false),
    /** Updates of the run that have been seen. */
    STEPS("steps", 0, 1e9, true),
    /** Of the trainer's clock. */
    DURATION("seconds", 0, Double.MAX_VALUE, false),
    /** Of the processor's clock, which is looked at too seldom for less than a minute. */
    SECONDS("seconds", 60, 1e9, false),
    /** A number of things other than steps. */
    COUNT("count", 0, 1e9, true);

    private final String words;
    private final double least;
    private final double most;
    private final boolean whole;

    Unit(String words, double least, double most, boolean whole) {
        this.words = words;
        this.least = least;
        this.most = most;
        this.whole = whole;
    }

    /** In words, for a comment. */
    public String words() {
        return words;
    }

    /** False for NaN. */
    public boolean allows(double value) {
        return value >= least && value <= most && (!whole || value == Math.rint(value));
    }

    /** Which values make sense, to go on from "must be". */
    public String allowed() {
        String number = whole ? "a whole number" : "a number";
        if (least == -Double.MAX_VALUE) {
            return number + " of at most " + Math.round(most);
        }
        return most == 1
                ? number + " from " + Math.round(least) + " to 1"
                : number + " of at least " + Math.round(least);
    }
}

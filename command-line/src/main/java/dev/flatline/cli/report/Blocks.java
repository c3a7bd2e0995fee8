package dev.flatline.cli.report;

/** Numbers as blocks of eight heights. */
final class Blocks {

    private static final String HEIGHTS = "▁▂▃▄▅▆▇█";

    private Blocks() {}

    /**
     * One of them.
     *
     * @param share 0 and below is the lowest, 1 and above the highest; NaN gives a dot
     */
    static char of(double share) {
        if (Double.isNaN(share)) {
            return '·';
        }
        int last = HEIGHTS.length() - 1;
        return HEIGHTS.charAt((int) Math.max(0, Math.min(last, Math.round(share * last))));
    }
}

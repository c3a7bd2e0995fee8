package dev.flatline.grafana;

/**
 * A question to Prometheus.
 *
 * @param legend what to call its answer; label values in {@code {{…}}}
 * @param expression in PromQL, with Grafana's variables
 */
record Query(String legend, String expression) {

    /** The iteration, by which every curve can be read as well as by the time. */
    static final Query ITERATION = new Query("iteration", run("flatline_run_iteration"));

    /** A number of the chosen run; for a moment two processors may show it. */
    static String run(String metric) {
        return "max by (run) (" + metric + "{run=\"$run\"})";
    }

    /** A number of each layer of the chosen run, with its position; those that do not have it are left out. */
    static String layers(String metric) {
        return "max by (run, layer) (" + metric + "{run=\"$run\"} >= 0) * on (run, layer) group_left (position) "
                + "max by (run, layer, position) (flatline_layer_info{run=\"$run\"})";
    }

    /** How severe what fires is: 3 critical, 2 warning, 1 info; the selector is such as {@code run="$run"} or empty. */
    static String severity(String by, String selector) {
        String and = selector.isEmpty() ? "" : selector + ",";
        return "max by (" + by + ") (3 * flatline_alert_firing{" + and
                + "severity=\"critical\"} or 2 * flatline_alert_firing{" + and
                + "severity=\"warning\"} or flatline_alert_firing{" + and + "severity=\"info\"})";
    }
}

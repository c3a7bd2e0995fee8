package dev.flatline.grafana;

/** What one run is trained on. */
final class DataDashboard {

    private DataDashboard() {}

    static Dashboard make() {
        return new Dashboard("data", "data of a run", "Is it the data?")
                .chooses("run", "Run", "flatline_run_info")
                .marksAlerts()
                .leadsTo("run", "This run")
                .leadsTo("fleet", "All runs")
                .leadsTo("layers", "Layers of this run")
                .shows(scaleNow(), disparityNow(), labelNow(), distinct(), parameters(), passes())
                .row("What goes in")
                .shows(scale(), range(), disparity())
                .row("What should come out, and what does")
                .shows(balance(), answers())
                .row("How much of it there is")
                .shows(examples(), batch(), waiting());
    }

    private static String input(String metric) {
        return "max by (input) (" + metric + "{run=\"$run\"})";
    }

    private static String scaleOf() {
        return "sqrt(" + input("flatline_input_mean") + " ^ 2 + " + input("flatline_input_deviation") + " ^ 2)";
    }

    private static Steps scaleLimits() {
        return Steps.from(Colours.GOOD).then(Limits.of("unscaled-input", "large"), Colours.CRITICAL);
    }

    private static Steps disparityLimits() {
        return Steps.from(Colours.GOOD).then(Limits.of("unscaled-input", "disparate"), Colours.CRITICAL);
    }

    private static Steps labelLimits() {
        return Steps.from(Colours.GOOD).then(Limits.of("class-imbalance", "dominant"), Colours.WARNING);
    }

    private static Panel scaleNow() {
        return Panel.number("Scale of the inputs")
                .says(
                        "Root mean square of all input values, of the input where it is largest. About 1 for scaled data; "
                                + "unscaled-input looks at runs above "
                                + Math.round(Limits.of("unscaled-input", "large")) + ".")
                .unit("short")
                .decimals(2)
                .limits(scaleLimits())
                .asks("scale", "max(" + scaleOf() + ")");
    }

    private static Panel disparityNow() {
        return Panel.number("Disparity of features")
                .says(
                        "Largest divided by smallest deviation of the features that vary. 1 for standardised data; images have "
                                + "some hundreds at their rims; unscaled-input looks at runs above "
                                + Math.round(Limits.of("unscaled-input", "disparate")) + ".")
                .unit("short")
                .decimals(1)
                .limits(disparityLimits())
                .asks("disparity", "max(" + input("flatline_input_feature_disparity_ratio") + ")");
    }

    private static Panel labelNow() {
        return Panel.number("Most frequent label")
                .says("Its share. Above " + Math.round(100 * Limits.of("class-imbalance", "dominant"))
                        + " % one class dominates. Empty where labels are no classes.")
                .unit("percentunit")
                .decimals(1)
                .limits(labelLimits())
                .set("noValue", "no classes")
                .asks("share", "max(flatline_output_largest_label_ratio{run=\"$run\"})");
    }

    private static Panel distinct() {
        return Panel.number("Different examples")
                .says("Different examples seen so far, an estimate that is about 1 % off.")
                .unit("locale")
                .decimals(0)
                .set("noValue", "not counted")
                .asks("examples", Query.run("flatline_run_distinct_examples"));
    }

    private static Panel parameters() {
        return Panel.number("Parameters")
                .says("Of the network. More parameters than different examples can learn these by heart.")
                .unit("locale")
                .asks("parameters", Query.run("flatline_run_parameters"));
    }

    private static Panel passes() {
        return Panel.number("Passes over the data")
                .says("How often each different example has been seen. Data that never repeat stay at 1.")
                .unit("suffix: x")
                .decimals(1)
                .set("noValue", "not counted")
                .asks("passes", Query.run("flatline_run_data_passes"));
    }

    private static Panel scale() {
        return Panel.curves("Scale of the inputs over time")
                .says(
                        "Root mean square, mean and standard deviation of all values of each network input. Dashed: where "
                                + "unscaled-input looks at a run.")
                .unit("short")
                .size(8, 8)
                .limits(scaleLimits())
                .asks("root mean square of input {{input}}", scaleOf())
                .asks("mean of input {{input}}", input("flatline_input_mean"))
                .asks("deviation of input {{input}}", input("flatline_input_deviation"))
                .override("byRegexp", "/^root/", fixed(Colours.BLUE))
                .override("byRegexp", "/^mean/", fixed(Colours.ORANGE))
                .override("byRegexp", "/^deviation/", fixed(Colours.PURPLE))
                .atIterations();
    }

    private static java.util.Map<String, Object> fixed(String colour) {
        return Json.object("color", Json.object("mode", "fixed", "fixedColor", colour));
    }

    private static Panel range() {
        return Panel.curves("Range of the inputs")
                .says(
                        "Smallest and largest value of a mini-batch. Constant inputs, or a range that jumps, point at how data are "
                                + "read.")
                .unit("short")
                .size(8, 8)
                .asks("smallest of input {{input}}", "min by (input) (flatline_input_min{run=\"$run\"})")
                .asks("largest of input {{input}}", input("flatline_input_max"))
                .override("byRegexp", "/^smallest/", fixed(Colours.SKY))
                .override("byRegexp", "/^largest/", fixed(Colours.BLUE))
                .atIterations();
    }

    private static Panel disparity() {
        return Panel.curves("Disparity of features over time")
                .says(
                        "Largest divided by smallest deviation among the features that vary. Dashed: where unscaled-input looks at "
                                + "a run.")
                .unit("short")
                .size(8, 8)
                .logarithmic()
                .limits(disparityLimits())
                .asks("input {{input}}", input("flatline_input_feature_disparity_ratio"))
                .override("byRegexp", "/^input/", fixed(Colours.BLUE))
                .atIterations();
    }

    private static Panel balance() {
        return Panel.curves("Most frequent label and most frequent answer")
                .says(
                        "What part of the rows has the most frequent label, and what part gets the most frequent answer. An answer "
                                + "far above the label: the network gives one class to nearly everything, and majority-class fires at "
                                + "the dashed line. Nothing where outputs are no classes.")
                .unit("percentunit")
                .set("min", 0)
                .set("max", 1)
                .limits(Steps.from(Colours.GOOD).then(Limits.of("output-collapse", "same-class"), Colours.CRITICAL))
                .asks("label of {{layer}}", "max by (layer) (flatline_output_largest_label_ratio{run=\"$run\"})")
                .asks("answer of {{layer}}", "max by (layer) (flatline_output_largest_answer_ratio{run=\"$run\"})")
                .override("byRegexp", "/^label/", fixed(Colours.GREY))
                .override("byRegexp", "/^answer/", fixed(Colours.BLUE))
                .atIterations();
    }

    private static Panel answers() {
        return Panel.curves("Different answers in a mini-batch")
                .says(
                        "How many classes are the answer to some row. One, while labels differ, is a collapse. Nothing where outputs "
                                + "are no classes.")
                .unit("short")
                .custom("axisSoftMin", 0)
                .asks("{{layer}}", "max by (layer) (flatline_output_distinct_answers{run=\"$run\"})")
                .override("byRegexp", "/./", fixed(Colours.BLUE))
                .atIterations();
    }

    private static Panel examples() {
        return Panel.curves("Different examples")
                .says(
                        "How many were seen, against the parameters that could store them. A curve that stops rising has seen all "
                                + "the data there are.")
                .unit("short")
                .size(8, 8)
                .logarithmic()
                .asks("different examples", Query.run("flatline_run_distinct_examples") + " > 0", Colours.BLUE)
                .asks("parameters", Query.run("flatline_run_parameters") + " > 0", Colours.GREY)
                .atIterations();
    }

    private static Panel batch() {
        return Panel.curves("Examples in a mini-batch")
                .says(
                        "Mean over the last moments. A change makes losses and durations before and after it no longer comparable.")
                .unit("short")
                .size(8, 8)
                .custom("axisSoftMin", 0)
                .asks(
                        "examples",
                        "sum by (run) (rate(flatline_run_examples_total{run=\"$run\"}[$__rate_interval])) / "
                                + "sum by (run) (rate(flatline_run_steps_total{run=\"$run\"}[$__rate_interval]))",
                        Colours.BLUE)
                .atIterations();
    }

    private static Panel waiting() {
        return Panel.curves("Waiting for data")
                .says(
                        "Share of an iteration that goes to loading data, listeners and evaluation. Dashed: data-starvation fires, "
                                + "and is a warning.")
                .unit("percentunit")
                .size(8, 8)
                .set("min", 0)
                .set("max", 1)
                .limits(RunDashboard.starvation())
                .asks("waiting", Query.run("flatline_run_data_wait_ratio"), Colours.BLUE)
                .atIterations();
    }
}

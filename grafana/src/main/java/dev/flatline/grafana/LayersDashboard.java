package dev.flatline.grafana;

import java.util.Locale;

/** All layers of one run over time, and one of them in detail. */
final class LayersDashboard {

    private static final String OPEN_LAYER = "/d/flatline-layers?var-datasource=${datasource}&var-run=${run}"
            + "&var-layer=${__data.fields.Layer}&${__url_time_range}";

    private LayersDashboard() {}

    static Dashboard make() {
        return new Dashboard("layers", "layers of a run", "In which layer does it go wrong?")
                .chooses("run", "Run", "flatline_run_info")
                .chooses("layer", "Layer", "flatline_layer_info{run=\"$run\"}")
                .marksAlerts()
                .leadsTo("run", "This run")
                .leadsTo("fleet", "All runs")
                .leadsTo("data", "Data of this run")
                .shows(table())
                .row("All layers over time: orange is beyond a rule's limit, the deeper the blue the less")
                .shows(updateHeat(), gradientHeat(), flowHeat(), saturatedHeat(), deadHeat(), peakHeat())
                .row("Layer $layer")
                .shows(gradient(), update(), activations(), sharesOf());
    }

    /** A threshold as a power of ten. */
    static String power(String kind, String name) {
        return String.format(Locale.ROOT, "%.0e", Limits.of(kind, name));
    }

    /** Standing still, slow, as usual, too large. */
    static Steps updates() {
        return Steps.from(Colours.CRITICAL)
                .then(Limits.of("weight-stagnation", "still"), Colours.GOOD)
                .then(Limits.of("learning-rate-too-high", "large"), Colours.WARNING);
    }

    static Steps gradients() {
        return Steps.from(Colours.CRITICAL).then(Limits.of("vanishing-gradient", "of-last"), Colours.GOOD);
    }

    private static Panel table() {
        return new Table("Layers, in forward order")
                .rows("layers", "max by (position, layer, type, activation) (flatline_layer_info{run=\"$run\"})")
                .label("position", "No.", Json.object("custom.width", 60))
                .label("layer", "Layer", Looks.link("Look at ${__data.fields.Layer} below", OPEN_LAYER))
                .label("type", "Type", Looks.PLAIN)
                .label("activation", "Activation", Looks.PLAIN)
                .value("Learning rate", now("flatline_layer_learning_rate"), Looks.unit("sci"))
                .value("Weights", now("flatline_layer_weight_rms"), Looks.unit("sci"))
                .value("Update ratio", now("flatline_layer_update_ratio"), Looks.coloured("sci", 1, updates()))
                .value("Gradient", now("flatline_layer_gradient_rms"), Looks.unit("sci"))
                .value(
                        "Of last layer's",
                        now("flatline_layer_gradient_of_last_ratio"),
                        Looks.coloured("sci", 1, gradients()))
                .value("Between examples", now("flatline_layer_between_example_deviation"), Looks.unit("sci"))
                .value(
                        "Saturated",
                        now("flatline_layer_saturated_ratio"),
                        Looks.coloured("percentunit", 0, saturated()))
                .value("Dead", now("flatline_layer_dead_ratio"), Looks.coloured("percentunit", 0, dead()))
                .sortedBy("No.", false)
                .says(
                        "What each layer is and how it stands. A cell is empty where a layer has no such thing: no weights, no "
                                + "activations that were seen. A click on a layer shows it in the panels at the bottom.")
                .set("noValue", "")
                .size(24, 8);
    }

    private static String now(String metric) {
        return "max by (layer) (" + metric + "{run=\"$run\"} >= 0)";
    }

    private static Steps saturated() {
        return Steps.from(Colours.GOOD)
                .then(Limits.of("saturated-activation", "few"), Colours.INFO)
                .then(Limits.of("saturated-activation", "most"), Colours.WARNING);
    }

    private static Steps dead() {
        return Steps.from(Colours.GOOD)
                .then(Limits.of("dead-relu", "few"), Colours.INFO)
                .then(Limits.of("dead-relu", "most"), Colours.WARNING)
                .then(Limits.of("dead-relu", "all"), Colours.CRITICAL);
    }

    private static Panel updateHeat() {
        return Panel.heat("Update ratio")
                .says(
                        "By what part of their size an update changes the weights, in steps of ten. Orange at the top end: above "
                                + "the limit of learning-rate-too-high. Vermilion: below that of weight-stagnation.")
                .unit("sci")
                .limits(Steps.from(Colours.CRITICAL)
                        .decades(Limits.of("weight-stagnation", "still"), 5)
                        .then(Limits.of("learning-rate-too-high", "large"), Colours.WARNING))
                .asks("{{position}} {{layer}}", Query.layers("flatline_layer_update_ratio"));
    }

    private static Panel gradientHeat() {
        return Panel.heat("Gradient, of the last layer's")
                .says(
                        "How much of the last weight layer's gradient reaches a layer, in steps of ten. Vermilion: below the limit "
                                + "of vanishing-gradient.")
                .unit("sci")
                .limits(Steps.from(Colours.CRITICAL).decades(Limits.of("vanishing-gradient", "of-last"), 5))
                .asks("{{position}} {{layer}}", Query.layers("flatline_layer_gradient_of_last_ratio"));
    }

    private static Panel flowHeat() {
        return Panel.heat("Differences between examples")
                .says(
                        "How much a layer's activations differ between examples, in steps of ten. In a dying stack it falls from "
                                + "layer to layer; no rule has a limit for it alone.")
                .unit("sci")
                .limits(Steps.from(Colours.DEPTHS.get(0)).decades(1e-4, 5))
                .asks("{{position}} {{layer}}", Query.layers("flatline_layer_between_example_deviation"));
    }

    private static Panel saturatedHeat() {
        return Panel.heat("Saturated activations")
                .says(
                        "Share of sigmoid and tanh activations at their limits. Orange: above the limit of saturated-activation.")
                .unit("percentunit")
                .limits(shares().then(Limits.of("saturated-activation", "most"), Colours.WARNING))
                .asks("{{position}} {{layer}}", Query.layers("flatline_layer_saturated_ratio"));
    }

    private static Panel deadHeat() {
        return Panel.heat("Dead units")
                .says(
                        "Share of units that gave 0 to every recent example. Orange: above the limit of dead-relu; vermilion: "
                                + "nearly all.")
                .unit("percentunit")
                .limits(shares().then(Limits.of("dead-relu", "most"), Colours.WARNING)
                        .then(Limits.of("dead-relu", "all"), Colours.CRITICAL))
                .asks("{{position}} {{layer}}", Query.layers("flatline_layer_dead_ratio"));
    }

    private static Panel peakHeat() {
        return Panel.heat("Gradient, of its own peak")
                .says(
                        "The gradient of a layer divided by the greatest it has had, in steps of ten. A healthy one falls too, as "
                                + "a run converges. Vermilion: below the limit of vanishing-gradient.")
                .unit("sci")
                .limits(Steps.from(Colours.CRITICAL).decades(Limits.of("vanishing-gradient", "of-peak"), 4))
                .asks("{{position}} {{layer}}", Query.layers("flatline_layer_gradient_of_peak_ratio"));
    }

    private static Steps shares() {
        return Steps.from(Colours.DEPTHS.get(5))
                .then(0.1, Colours.DEPTHS.get(4))
                .then(0.3, Colours.DEPTHS.get(3))
                .then(0.5, Colours.DEPTHS.get(2));
    }

    private static String one(String metric) {
        return "max by (layer) (" + metric + "{run=\"$run\",layer=\"$layer\"} >= 0)";
    }

    private static Panel gradient() {
        return Panel.curves("Gradient and weights of $layer")
                .says(
                        "Root mean square of the raw gradient, before clipping and updater, and of the weights. Nothing for a layer "
                                + "without weights.")
                .unit("sci")
                .size(6, 8)
                .logarithmic()
                .asks("gradient", one("flatline_layer_gradient_rms"), Colours.BLUE)
                .asks("weights", one("flatline_layer_weight_rms"), Colours.GREY)
                .atIterations();
    }

    private static Panel update() {
        return Panel.curves("Update ratio and learning rate of $layer")
                .says(
                        "By what part of their size an update changes the weights, and the learning rate in force. Dashed: the "
                                + "limits of weight-stagnation and learning-rate-too-high.")
                .unit("sci")
                .size(6, 8)
                .logarithmic()
                .limits(updates())
                .asks("update ratio", one("flatline_layer_update_ratio"), Colours.BLUE)
                .asks("learning rate", one("flatline_layer_learning_rate"), Colours.GREY)
                .atIterations();
    }

    private static Panel activations() {
        return Panel.curves("Differences between examples at $layer")
                .says(
                        "How much the activations differ between examples: root of the mean, over units, of the variance over "
                                + "examples. 0 says the same to every example.")
                .unit("sci")
                .size(6, 8)
                .logarithmic()
                .asks("deviation", one("flatline_layer_between_example_deviation"), Colours.BLUE)
                .atIterations();
    }

    private static Panel sharesOf() {
        return Panel.curves("Saturated and dead at $layer")
                .says("Share of activations at their limits, and of units that answer 0 to everything. Dashed: where "
                        + "saturated-activation and dead-relu fire.")
                .unit("percentunit")
                .size(6, 8)
                .set("min", 0)
                .set("max", 1)
                .limits(Steps.from(Colours.GOOD).then(Limits.of("dead-relu", "most"), Colours.WARNING))
                .asks("saturated", one("flatline_layer_saturated_ratio"), Colours.BLUE)
                .asks("dead", one("flatline_layer_dead_ratio"), Colours.PURPLE)
                .atIterations();
    }
}

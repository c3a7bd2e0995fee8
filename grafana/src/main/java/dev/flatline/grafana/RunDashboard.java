package dev.flatline.grafana;

/** One run: is it healthy, if not why, since when, in which layer. */
final class RunDashboard {

    private static final String RUNBOOK = "${runbooks}/${__data.fields.Kind}.md";

    private RunDashboard() {}

    static Dashboard make() {
        return new Dashboard(
                        "run", "one run", "Is this training learning, and if not, why, since when and in which layer?")
                .chooses("run", "Run", "flatline_run_info")
                .opensRunbooks()
                .marksAlerts()
                .leadsTo("fleet", "All runs")
                .leadsTo("layers", "Layers of this run")
                .leadsTo("data", "Data of this run")
                .leadsTo("pipeline", "The pipeline")
                .shows(worst(), skillNow(), diversityNow(), iteration(), state(), heard())
                .shows(diagnosis(), alerts(), alertStates())
                .row("Is it learning?")
                .shows(loss(), skill(), diversity())
                .row("Do the weights move?")
                .shows(learningRate(), updates(), gradients())
                .row("How fast does it go?")
                .shows(throughput(), duration(), waiting(), overhead());
    }

    private static Panel worst() {
        return Panel.number("Worst alert")
                .says("The most severe alert that fires for this run.")
                .limits(Looks.severity())
                .mapping(Looks.severityWords())
                .set("noValue", "no such run")
                .asks("severity", Query.severity("run", "run=\"$run\"") + " or 0 * " + Query.run("flatline_run_info"));
    }

    private static Panel skillNow() {
        return Panel.number("Skill")
                .says(
                        "1 - loss / loss of the best constant answer, over the last iterations. 100 % is perfect; around 0 the "
                                + "network is worth no more than one answer to every input, whatever the loss curve looks like.")
                .unit("percentunit")
                .decimals(1)
                .limits(Looks.skill())
                .set("noValue", "not known")
                .asks("skill", Query.run("flatline_run_skill_ratio"));
    }

    private static Panel diversityNow() {
        return Panel.number("Output diversity")
                .says("Between-example variance of the outputs divided by that of the labels. 0 is one answer to every "
                        + "input, around 100 % is as varied as the truth.")
                .unit("percentunit")
                .limits(Looks.diversity())
                .set("noValue", "not known")
                .asks("diversity", Query.run("flatline_run_output_diversity_ratio"));
    }

    private static Panel iteration() {
        return Panel.number("Iteration")
                .says("The last parameter update that has been processed, as DL4J counts them, and its epoch.")
                .unit("locale")
                .option("textMode", "value_and_name")
                .asks("iteration", Query.run("flatline_run_iteration"))
                .asks("epoch", Query.run("flatline_run_epoch"));
    }

    private static Panel state() {
        return Panel.number("State")
                .says(
                        "Running, or how it ended. Shown for a minute after its end; choose a time before that to look back.")
                .mapping(Looks.statusWords())
                .set("noValue", "gone")
                .asks("state", Looks.status("run=\"$run\"", ""));
    }

    private static Panel heard() {
        return Panel.number("Heard of")
                .says("How long ago the training was last heard of. After " + seconds("training-stalled", "least")
                        + " of silence, if it is " + times("training-stalled", "times")
                        + " its longest pause, training-stalled fires.")
                .unit("s")
                .decimals(0)
                .limits(Steps.from(Colours.GOOD)
                        .then(30, Colours.WARNING)
                        .then(Limits.of("training-stalled", "least"), Colours.CRITICAL))
                .asks("ago", "clamp_min(time() - " + Query.run("flatline_run_last_message_timestamp_seconds") + ", 0)");
    }

    private static String seconds(String kind, String name) {
        return Math.round(Limits.of(kind, name)) + " seconds";
    }

    private static String times(String kind, String name) {
        return Math.round(Limits.of(kind, name)) + " times";
    }

    private static Panel diagnosis() {
        return new Table("Diagnosis")
                .rows(
                        "diagnosis",
                        "max by (run, cause, explanation, fix) (flatline_run_diagnosis_info{run=\"$run\"}) or on (run) "
                                + "label_replace(" + Query.run("flatline_run_info")
                                + ", \"explanation\", \"No alert fires, so there is nothing to explain.\", \"\", \"\")")
                .label("cause", "Likely cause", Looks.text(190))
                .label("explanation", "Why", Looks.text(640))
                .label("fix", "What to change", Looks.text(380))
                .without("run")
                .option("cellHeight", "lg")
                .says(
                        "The most confident cause of what fires, in the words it had when cause or alerts changed last, and "
                                + "what to change. Other causes, with how much of the evidence each explains, are in the report.")
                .size(24, 5);
    }

    private static Panel alerts() {
        return new Table("Alerts that fire now")
                .rows(
                        "alerts",
                        "max by (kind, variant, severity, layers) (flatline_alert_info{run=\"$run\"}) or on () label_replace("
                                + "label_replace(0 * max(flatline_run_info{run=\"$run\"}), \"kind\", \"no alert\", \"\", \"\"), "
                                + "\"severity\", \"quiet\", \"\", \"\")")
                .label("severity", "Severity", severities())
                .label("kind", "Kind", Looks.link("What ${__data.fields.Kind} means and what to change", RUNBOOK))
                .label("variant", "Variant", Looks.PLAIN)
                .value(
                        "Since iteration",
                        "max by (kind, variant, severity) (flatline_alert_since_iteration{run=\"$run\"})",
                        Looks.unit("locale"))
                .value(
                        "Certain at",
                        "max by (kind, variant, severity) (flatline_alert_fired_iteration{run=\"$run\"})",
                        Looks.unit("locale"))
                .label("layers", "Layers", Looks.PLAIN)
                .sortedBy("Since iteration", false)
                .says("What fires, since which iteration, and in which layers; a click on a kind opens its runbook.")
                .set("noValue", "");
    }

    private static java.util.Map<String, Object> severities() {
        return Json.object(
                "custom.width",
                90,
                "custom.cellOptions",
                Json.object("type", "color-text"),
                "mappings",
                java.util.List.of(Json.object(
                        "type",
                        "value",
                        "options",
                        Json.object(
                                "quiet", Json.object("color", Colours.GOOD, "index", 0),
                                "info", Json.object("color", Colours.INFO, "index", 1),
                                "warning", Json.object("color", Colours.WARNING, "index", 2),
                                "critical", Json.object("color", Colours.CRITICAL, "index", 3)))));
    }

    private static Panel alertStates() {
        return Panel.states("Alerts over time")
                .says("Each alert from when it fired to when it resolved.")
                .limits(Looks.severity())
                .mapping(Looks.severityWords())
                .asks("{{kind}} {{variant}}", Query.severity("kind, variant", "run=\"$run\""))
                .asks(
                        "no alert",
                        "0 * max(flatline_run_info{run=\"$run\"}) unless on () flatline_alert_firing{run=\"$run\"}");
    }

    private static Panel loss() {
        return Panel.curves("Loss against the best constant answer")
                .says(
                        "Score is the last mini-batch with regularisation, loss the rolling mean without it. A loss that stays at "
                                + "the dashed line is worth no more than always giving the best constant answer, however much it falls "
                                + "in the beginning. Loss is not known for some loss functions; the score then stands alone.")
                .unit("short")
                .size(8, 8)
                .asks("score", Query.run("flatline_run_score"), Colours.GREY)
                .asks("loss", Query.run("flatline_run_loss"), Colours.BLUE)
                .asks("best constant answer", Query.run("flatline_run_best_constant_loss"), Colours.VERMILION)
                .asks("evaluated", Query.run("flatline_run_evaluated_loss"), Colours.PURPLE)
                .override(
                        "byName",
                        "best constant answer",
                        Json.object("custom.lineStyle", Json.object("fill", "dash", "dash", java.util.List.of(8, 6))))
                .override("byName", "score", Json.object("custom.lineWidth", 1))
                .atIterations();
    }

    private static Panel skill() {
        return Panel.curves("Skill, in training and where evaluated")
                .says(
                        "The gap between the two is what was learned by heart. Overfitting fires when the evaluated skill has "
                                + "fallen by " + Limits.of("overfitting", "lost") + " from its best and is "
                                + Limits.of("overfitting", "gap")
                                + " below the training's. Only runs that evaluate have the second "
                                + "curve. Dashed: nothing learned, and learning.")
                .unit("percentunit")
                .size(8, 8)
                .custom("axisSoftMin", -0.2)
                .set("max", 1)
                .limits(Looks.skill())
                .asks("training", Query.run("flatline_run_skill_ratio"), Colours.BLUE)
                .asks("evaluated", Query.run("flatline_run_evaluated_skill_ratio"), Colours.PURPLE)
                .asks("best evaluated", Query.run("flatline_run_evaluated_best_skill_ratio"), Colours.GREY)
                .override("byName", "best evaluated", Json.object("custom.lineWidth", 1))
                .atIterations();
    }

    private static Panel diversity() {
        return Panel.curves("Output diversity")
                .says(
                        "How much the answers differ between examples, against the labels: of the training's own examples, and of "
                                + "random inputs that are asked now and then. Logarithmic. Dashed: output-collapse fires below "
                                + Limits.of("output-collapse", "constant") + " and resolves above "
                                + Limits.of("output-collapse", "diverse") + ".")
                .unit("sci")
                .size(8, 8)
                .logarithmic()
                .limits(Looks.diversity())
                .asks("training examples", Query.run("flatline_run_output_diversity_ratio") + " > 0", Colours.BLUE)
                .asks("random inputs", Query.run("flatline_run_probe_diversity_ratio") + " > 0", Colours.ORANGE)
                .atIterations();
    }

    private static Panel learningRate() {
        return Panel.curves("Learning rate in force")
                .says("After schedules; the largest and the smallest of the layers, which are the same in most runs.")
                .unit("sci")
                .size(8, 8)
                .logarithmic()
                .asks("largest", "max by (run) (flatline_layer_learning_rate{run=\"$run\"} > 0)", Colours.BLUE)
                .asks("smallest", "min by (run) (flatline_layer_learning_rate{run=\"$run\"} > 0)", Colours.SKY)
                .override("byName", "smallest", Json.object("custom.lineWidth", 1))
                .atIterations();
    }

    private static Panel updates() {
        return Panel.curves("Update ratio by layer")
                .says(
                        "By what part of their size an update changes a layer's weights. About a thousandth is healthy. Dashed: "
                                + "weight-stagnation fires when all layers are below "
                                + LayersDashboard.power("weight-stagnation", "still")
                                + ", learning-rate-too-high when one is above "
                                + Limits.of("learning-rate-too-high", "large") + " and nothing is learned.")
                .unit("sci")
                .size(8, 8)
                .logarithmic()
                .limits(LayersDashboard.updates())
                .asksLayers("flatline_layer_update_ratio")
                .atIterations();
    }

    private static Panel gradients() {
        return Panel.curves("Gradient by layer, of the last layer's")
                .says(
                        "How much of the last weight layer's gradient reaches each layer. Dashed: below it, in a run that has "
                                + "learned nothing, vanishing-gradient fires.")
                .unit("sci")
                .size(8, 8)
                .logarithmic()
                .limits(LayersDashboard.gradients())
                .asksLayers("flatline_layer_gradient_of_last_ratio")
                .atIterations();
    }

    private static Panel throughput() {
        return Panel.curves("Throughput")
                .says("Iterations and examples in a second, as the processor sees them.")
                .unit("suffix: /s")
                .size(6, 8)
                .asks("iterations", rate("flatline_run_steps_total"), Colours.BLUE)
                .asks("examples", rate("flatline_run_examples_total"), Colours.ORANGE)
                .override(
                        "byName",
                        "examples",
                        Json.object("custom.axisPlacement", "right", "unit", "suffix: examples/s"))
                .atIterations();
    }

    private static String rate(String counter) {
        return "sum by (run) (rate(" + counter + "{run=\"$run\"}[$__rate_interval]))";
    }

    private static Panel duration() {
        return Panel.curves("Duration of an iteration")
                .says(
                        "Median of the last iterations, the wait before each included, the agent left out; and in multiples of what "
                                + "the run was used to, once that is known. throughput-regression fires at "
                                + times("throughput-regression", "slower") + " the usual.")
                .unit("s")
                .size(6, 8)
                .asks("now", Query.run("flatline_run_iteration_seconds"), Colours.BLUE)
                .asks("times the usual", Query.run("flatline_run_iteration_slowdown_ratio"), Colours.ORANGE)
                .override(
                        "byName", "times the usual", Json.object("custom.axisPlacement", "right", "unit", "suffix: x"))
                .atIterations();
    }

    private static Panel waiting() {
        return Panel.curves("Waiting for data")
                .says(
                        "Share of an iteration that goes to loading data, listeners and evaluation. Dashed: data-starvation fires, "
                                + "and is a warning; waits of less than "
                                + Math.round(1000 * Limits.of("data-starvation", "floor")) + " ms do not count.")
                .unit("percentunit")
                .size(6, 8)
                .set("min", 0)
                .set("max", 1)
                .limits(starvation())
                .asks("waiting", Query.run("flatline_run_data_wait_ratio"), Colours.BLUE)
                .atIterations();
    }

    static Steps starvation() {
        return Steps.from(Colours.GOOD)
                .then(Limits.of("data-starvation", "share"), Colours.INFO)
                .then(Limits.of("data-starvation", "nearly-all"), Colours.WARNING);
    }

    private static Panel overhead() {
        return Panel.curves("Agent overhead")
                .says(
                        "What watching takes of the training thread's time. Dashed: the default budget, and where Prometheus warns.")
                .unit("percentunit")
                .decimals(2)
                .size(6, 8)
                .set("min", 0)
                .limits(Looks.overhead())
                .asks("overhead", Query.run("flatline_agent_overhead_ratio"), Colours.BLUE)
                .atIterations();
    }
}

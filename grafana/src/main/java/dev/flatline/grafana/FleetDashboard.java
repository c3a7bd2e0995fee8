package dev.flatline.grafana;

import java.util.List;

/** All runs at a glance, worst first. */
final class FleetDashboard {

    private static final String RANGE = "[$__range]";
    private static final String OPEN_RUN =
            "/d/flatline-run?var-datasource=${datasource}&var-run=${__data.fields.Run}&${__url_time_range}";
    private static final String OPEN_SERIES =
            "/d/flatline-run?var-datasource=${datasource}&var-run=${__field.labels.run}&${__url_time_range}";

    private FleetDashboard() {}

    static Dashboard make() {
        return new Dashboard("fleet", "all runs", "Is any training in trouble, and which one first?")
                .leadsTo("pipeline", "The pipeline")
                .shows(
                        runs(),
                        ill("critical", Colours.CRITICAL, "Runs in trouble"),
                        ill("warning", Colours.WARNING, "Runs to look at"),
                        learning(),
                        pace(),
                        lag())
                .shows(table())
                .row("Over time")
                .shows(states(), skill(), alerts(), diversity());
    }

    private static Panel runs() {
        return Panel.number("Runs now")
                .says("Trainings that are being watched and have not ended.")
                .set("noValue", "0")
                .asks("runs", "count(max by (run) (flatline_run_status{status=\"running\"})) or vector(0)");
    }

    private static Panel ill(String severity, String colour, String title) {
        return Panel.number(title)
                .says("Runs for which an alert of severity " + severity + " fires.")
                .limits(Steps.from(Colours.GOOD).then(1, colour))
                .asks(
                        "runs",
                        "count(max by (run) (flatline_alert_firing{severity=\"" + severity + "\"})) or vector(0)");
    }

    private static Panel learning() {
        return Panel.number("Runs that learn")
                .says("Runs whose skill is above " + Limits.of("learning", "something")
                        + ": clearly worth more than a constant answer.")
                .limits(Steps.from(Colours.PLAIN).then(1, Colours.GOOD))
                .asks(
                        "runs",
                        "count(max by (run) (flatline_run_skill_ratio) > " + Limits.of("learning", "something")
                                + ") or vector(0)");
    }

    private static Panel pace() {
        return Panel.number("Iterations")
                .says("Iterations of all runs in a second.")
                .unit("suffix: /s")
                .decimals(1)
                .asks("iterations", "sum(rate(flatline_run_steps_total[$__rate_interval]))");
    }

    private static Panel lag() {
        return Panel.number("Greatest lag")
                .says("Age of the newest processed step, of the run where it is oldest. Alerts come so much later.")
                .unit("s")
                .limits(Looks.lag())
                .asks("lag", "max(flatline_run_lag_seconds)");
    }

    private static Panel table() {
        return new Table("Runs, worst first")
                .rows("runs", "max by (run, name, model) (last_over_time(flatline_run_info" + RANGE + "))")
                .label("run", "Run", Looks.link("Open run ${__data.fields.Run}", OPEN_RUN))
                .value(
                        "State",
                        Looks.status("", "") + " or " + Looks.status("", RANGE),
                        Json.object(
                                "mappings", List.of(Looks.statusWords()),
                                "custom.width", 100,
                                "custom.cellOptions", Json.object("type", "color-text")))
                .value(
                        "Alerts now",
                        Query.severity("run", "") + " or 0 * max by (run) (flatline_run_info)",
                        Looks.words(Looks.severityWords(), Looks.severity()))
                .value(
                        "Worst in this time",
                        "max by (run) (3 * max_over_time(flatline_alert_firing{severity=\"critical\"}" + RANGE
                                + ") or 2 * max_over_time(flatline_alert_firing{severity=\"warning\"}" + RANGE
                                + ") or max_over_time(flatline_alert_firing{severity=\"info\"}" + RANGE
                                + ")) or 0 * max by (run) (last_over_time(flatline_run_info" + RANGE + "))",
                        Looks.words(Looks.severityWords(), Looks.severity()))
                .label("cause", "Likely cause", Looks.PLAIN)
                .rows("causes", "max by (run, cause) (flatline_run_diagnosis_info)")
                .value("Skill", last("flatline_run_skill_ratio"), Looks.coloured("percentunit", 1, Looks.skill()))
                .value(
                        "Output diversity",
                        last("flatline_run_output_diversity_ratio"),
                        Looks.coloured("percentunit", 3, Looks.diversity()))
                .value("Score", last("flatline_run_score"), Looks.unit("short"))
                .value("Iteration", last("flatline_run_iteration"), Looks.unit("locale"))
                .value("Heard of", "time() - " + last("flatline_run_last_message_timestamp_seconds"), Looks.unit("s"))
                .value(
                        "Agent overhead",
                        last("flatline_agent_overhead_ratio"),
                        Looks.coloured("percentunit", 2, Looks.overhead()))
                .label("model", "Model", Looks.PLAIN)
                .without("name")
                .sortedBy("Alerts now", true)
                .says("Every run of the chosen time. A click on a run opens it at the same time; Skill and Output "
                        + "diversity are red below the thresholds of the rules. Sorted by what fires now.")
                .set("noValue", "")
                .size(24, 9);
    }

    private static String last(String metric) {
        return "max by (run) (last_over_time(" + metric + RANGE + "))";
    }

    private static Panel states() {
        return Panel.states("Worst alert of each run")
                .says("Quiet, info, warning or critical, from when to when. A click opens the run.")
                .limits(Looks.severity())
                .mapping(Looks.severityWords())
                .set("links", open())
                .asks("{{run}}", Query.severity("run", "") + " or 0 * max by (run) (flatline_run_info)");
    }

    private static Panel skill() {
        return Panel.curves("Skill of each run")
                .says(
                        "1 - loss / loss of the best constant answer. 100 % is perfect; at 0 a network is worth no more than "
                                + "one answer to every input. Dashed: where a run counts as having learned nothing, and as learning.")
                .unit("percentunit")
                .custom("axisSoftMin", -0.2)
                .set("max", 1)
                .limits(Looks.skill())
                .set("color", Json.object("mode", "palette-classic-by-name"))
                .set("links", open())
                .asks("{{run}}", "max by (run) (flatline_run_skill_ratio)");
    }

    private static Object open() {
        return List.of(
                Json.object("title", "Open run ${__field.labels.run}", "url", OPEN_SERIES, "targetBlank", false));
    }

    private static Panel alerts() {
        return Panel.states("Alerts by kind")
                .says("How many runs have an alert of a kind. Many runs at once with one kind have one reason.")
                .limits(Steps.from(Colours.GOOD).then(1, Colours.WARNING).then(3, Colours.CRITICAL))
                .asks("{{kind}}", "count by (kind) (flatline_alert_firing)")
                .asks("no alert", "vector(0) unless on () flatline_alert_firing");
    }

    private static Panel diversity() {
        return Panel.curves("Output diversity of each run")
                .says(
                        "Between-example variance of the outputs divided by that of the labels, on a logarithmic scale. Far "
                                + "below 1 the network gives nearly the same answer to everything. Dashed: where the alert fires, "
                                + "and where it resolves.")
                .unit("sci")
                .logarithmic()
                .limits(Looks.diversity())
                .set("color", Json.object("mode", "palette-classic-by-name"))
                .set("links", open())
                .asks("{{run}}", "max by (run) (flatline_run_output_diversity_ratio) > 0");
    }
}

package dev.flatline.stream.metrics;

import java.util.List;

/** What is measured of a run as a whole. The same list, for people, is {@code grafana/metrics.md}. */
final class RunMetrics {

    static final Metric<ShownRun> INFO = new Metric<>("flatline_run", "A run that is followed.", run -> 1);

    static final List<Metric<ShownRun>> STATUS =
            List.of(new Metric<>("flatline_run_status", "How a run stands.", run -> 1));

    static final List<Metric<ShownRun>> RUN = List.of(
            new Metric<>(
                    "flatline_run_iteration",
                    "Iteration of the last step.",
                    run -> run.signals().iteration()),
            new Metric<>(
                    "flatline_run_epoch",
                    "Epoch of the last step.",
                    run -> run.signals().epoch()),
            new Metric<>(
                    "flatline_run_start_timestamp_seconds",
                    "When this attempt began.",
                    run -> run.signals().run().attempt() / 1e3),
            new Metric<>(
                    "flatline_run_last_message_timestamp_seconds",
                    "When the training was last heard of.",
                    run -> run.signals().timeMillis() / 1e3),
            new Metric<>(
                    "flatline_run_lag_seconds",
                    "Age of the newest step when it was processed.",
                    run -> run.lagSeconds()),
            new Metric<>(
                    "flatline_run_score",
                    "Loss of the last mini-batch with regularisation.",
                    run -> run.signals().score()),
            new Metric<>(
                    "flatline_run_loss",
                    "Rolling loss without regularisation.",
                    run -> run.signals().loss()),
            new Metric<>(
                    "flatline_run_best_constant_loss",
                    "Loss of always giving the best constant answer.",
                    run -> run.signals().bestConstantLoss()),
            new Metric<>(
                    "flatline_run_skill_ratio",
                    "1 - loss / best constant loss.",
                    run -> run.signals().skill()),
            new Metric<>(
                    "flatline_run_output_diversity_ratio",
                    "Variance of the outputs between examples over that of the labels.",
                    run -> run.signals().outputDiversity()),
            new Metric<>(
                    "flatline_run_probe_diversity_ratio",
                    "Variance of the answers to random inputs over that of the labels.",
                    run -> run.signals().probeDiversity()),
            new Metric<>(
                    "flatline_run_evaluated_loss",
                    "Loss at the last evaluation.",
                    run -> run.signals().evaluation().loss()),
            new Metric<>(
                    "flatline_run_evaluated_accuracy_ratio",
                    "Accuracy at the last evaluation.",
                    run -> run.signals().evaluation().accuracy()),
            new Metric<>(
                    "flatline_run_evaluated_skill_ratio",
                    "Skill at the last evaluation.",
                    run -> run.signals().evaluation().skill()),
            new Metric<>(
                    "flatline_run_evaluated_best_skill_ratio",
                    "Best skill at any evaluation.",
                    run -> run.signals().evaluation().bestSkill()),
            new Metric<>(
                    "flatline_run_iteration_seconds",
                    "Median duration of an iteration of late.",
                    run -> run.signals().progress().iterationSeconds()),
            new Metric<>(
                    "flatline_run_iteration_slowdown_ratio",
                    "That duration over the usual one.",
                    run -> run.signals().progress().timesUsual()),
            new Metric<>(
                    "flatline_run_data_wait_ratio",
                    "Share of an iteration spent waiting.",
                    run -> run.signals().progress().waitShare()),
            new Metric<>(
                    "flatline_run_parameters",
                    "Parameters of the network.",
                    run -> run.signals().data().parameters()),
            new Metric<>(
                    "flatline_run_distinct_examples",
                    "Different examples seen, about.",
                    run -> run.signals().data().distinctExamples()),
            new Metric<>(
                    "flatline_run_data_passes",
                    "How often each of them was seen.",
                    run -> run.signals().data().passes()),
            new Metric<>(
                    "flatline_agent_overhead_ratio",
                    "Training-thread time of the agent over that of the training.",
                    run -> run.signals().agent().overhead()),
            new Metric<>(
                    "flatline_agent_spooled_messages",
                    "Messages that wait on the trainer's disk.",
                    run -> run.signals().agent().spooled()),
            new Metric<>(
                    "flatline_agent_buffer_bytes",
                    "Messages that wait in the trainer's memory.",
                    run -> run.signals().agent().bufferBytes()));

    static final List<Metric<ShownRun>> RUN_COUNTERS = List.of(
            new Metric<>(
                    "flatline_run_steps", "Steps seen.", run -> run.signals().iterations()),
            new Metric<>(
                    "flatline_run_examples",
                    "Examples in their mini-batches.",
                    run -> run.signals().progress().examples()),
            new Metric<>(
                    "flatline_agent_captured_steps",
                    "Updates seen.",
                    run -> run.signals().agent().captured()),
            new Metric<>(
                    "flatline_agent_thinned_steps",
                    "Updates without layer statistics, to keep the overhead budget.",
                    run -> run.signals().agent().thinned()),
            new Metric<>(
                    "flatline_agent_dropped_messages",
                    "Messages lost by the agent.",
                    run -> run.signals().agent().dropped()),
            new Metric<>(
                    "flatline_agent_errors",
                    "Errors inside the agent.",
                    run -> run.signals().agent().errors()));

    private RunMetrics() {}
}

package dev.flatline.stream.metrics;

import dev.flatline.stream.RunSignals.InputSignals;
import dev.flatline.stream.RunSignals.LayerSignals;
import dev.flatline.stream.RunSignals.OutputSignals;
import java.util.List;

/** What is measured of the parts of a run: its layers, its inputs, its outputs. The same list, for people, is {@code grafana/metrics.md}. */
final class PartMetrics {

    static final Metric<LayerSignals> LAYER_INFO = new Metric<>("flatline_layer", "A layer of a run.", layer -> 1);

    static final List<Metric<LayerSignals>> LAYER = List.of(
            new Metric<>("flatline_layer_learning_rate", "Learning rate in force.", layer -> layer.learningRate()),
            new Metric<>("flatline_layer_weight_rms", "RMS of a layer's weights.", layer -> layer.weightRms()),
            new Metric<>(
                    "flatline_layer_gradient_rms", "Rolling RMS of a layer's gradient.", layer -> layer.gradientRms()),
            new Metric<>(
                    "flatline_layer_gradient_of_last_ratio",
                    "That over the last weight layer's.",
                    layer -> layer.gradientOfLast()),
            new Metric<>(
                    "flatline_layer_gradient_of_peak_ratio",
                    "That over the greatest it has had.",
                    layer -> layer.gradientOfPeak()),
            new Metric<>(
                    "flatline_layer_update_ratio",
                    "Rolling ratio of update and parameter RMS.",
                    layer -> layer.updateRatio()),
            new Metric<>(
                    "flatline_layer_between_example_deviation",
                    "Deviation of a layer's activations between examples.",
                    layer -> layer.betweenExampleDeviation()),
            new Metric<>(
                    "flatline_layer_saturated_ratio",
                    "Share of a layer's activations at their limits.",
                    layer -> layer.saturated()),
            new Metric<>(
                    "flatline_layer_dead_ratio", "Share of a layer's units that are dead.", layer -> layer.dead()));

    static final List<Metric<InputSignals>> INPUT = List.of(
            new Metric<>("flatline_input_mean", "Mean of an input's values.", input -> input.mean()),
            new Metric<>(
                    "flatline_input_deviation", "Standard deviation of an input's values.", input -> input.deviation()),
            new Metric<>("flatline_input_min", "Smallest of an input's values.", input -> input.min()),
            new Metric<>("flatline_input_max", "Largest of an input's values.", input -> input.max()),
            new Metric<>(
                    "flatline_input_feature_disparity_ratio",
                    "Largest over smallest deviation of its features.",
                    input -> input.featureDisparity()));

    static final List<Metric<OutputSignals>> OUTPUT = List.of(
            new Metric<>(
                    "flatline_output_largest_label_ratio",
                    "Share of the most frequent label.",
                    output -> output.largestLabelShare()),
            new Metric<>(
                    "flatline_output_largest_answer_ratio",
                    "Share of the most frequent answer.",
                    output -> output.largestAnswerShare()),
            new Metric<>(
                    "flatline_output_distinct_answers",
                    "Different answers in a mini-batch.",
                    output -> output.distinctAnswers()));

    private PartMetrics() {}
}

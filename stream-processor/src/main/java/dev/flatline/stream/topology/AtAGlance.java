package dev.flatline.stream.topology;

import dev.flatline.events.v1.AgentReport;
import dev.flatline.events.v1.Layer;
import dev.flatline.stream.RunSignals;
import dev.flatline.stream.RunSignals.AgentSignals;
import dev.flatline.stream.RunSignals.DataSignals;
import dev.flatline.stream.RunSignals.EvaluationSignals;
import dev.flatline.stream.RunSignals.InputSignals;
import dev.flatline.stream.RunSignals.LayerSignals;
import dev.flatline.stream.RunSignals.OutputSignals;
import dev.flatline.stream.RunSignals.ProgressSignals;
import dev.flatline.stream.detect.Validation;
import dev.flatline.stream.diagnose.Diagnosis;
import dev.flatline.stream.lifecycle.RunState;
import dev.flatline.stream.trend.InputTrend;
import dev.flatline.stream.trend.IterationTime;
import dev.flatline.stream.trend.LayerTrend;
import dev.flatline.stream.trend.OutputTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes what is published of a run out of what is kept of it. */
final class AtAGlance {

    private AtAGlance() {}

    static RunSignals of(RunState run, Diagnosis diagnosis) {
        RunHistory history = run.history();
        return new RunSignals(
                run.run(),
                history.description().getModel().getKind(),
                history.lastIteration(),
                history.steps(),
                history.epoch(),
                history.lastScore(),
                history.loss(),
                history.bestConstantLoss(),
                history.skill(),
                history.outputDiversity(),
                history.probeDiversity(),
                progress(history),
                evaluation(history),
                data(history),
                run.status().word(),
                run.status().reason(),
                run.timeMillis(),
                layers(history),
                List.copyOf(run.firing()),
                diagnosis.first().orElse(null),
                diagnosis.others(),
                agent(run.agent()));
    }

    private static ProgressSignals progress(RunHistory history) {
        IterationTime time = history.iterationTime();
        return new ProgressSignals(history.examples(), time.seconds(), time.timesUsual(), time.waitShare());
    }

    private static EvaluationSignals evaluation(RunHistory history) {
        Optional<Validation> skill = Validation.of(history);
        return new EvaluationSignals(
                history.evaluations().loss().last(),
                history.evaluations().accuracy().last(),
                skill.map(Validation::last).orElse(Double.NaN),
                skill.map(Validation::best).orElse(Double.NaN));
    }

    private static DataSignals data(RunHistory history) {
        return new DataSignals(
                history.description().getModel().getParameters(),
                history.distinctExamples(),
                history.passes(),
                history.inputs().stream().map(AtAGlance::input).toList(),
                history.outputs().stream()
                        .map(output -> output(history.layerName(output.layer()), output))
                        .toList());
    }

    private static InputSignals input(InputTrend trend) {
        return new InputSignals(trend.mean(), trend.deviation(), trend.min(), trend.max(), trend.featureDisparity());
    }

    private static OutputSignals output(String layer, OutputTrend trend) {
        return trend.labels().areClasses() && trend.units() > 1
                ? new OutputSignals(layer, trend.largestLabelShare(), trend.topClassShare(), trend.distinctAnswers())
                : new OutputSignals(layer, Double.NaN, Double.NaN, Double.NaN);
    }

    private static List<LayerSignals> layers(RunHistory history) {
        List<Integer> weights = history.weightLayers();
        double last = weights.isEmpty()
                ? Double.NaN
                : history.layers().get(weights.get(weights.size() - 1)).gradientRms();
        return IntStream.range(0, history.layers().size())
                .mapToObj(i -> layer(history, i, last))
                .toList();
    }

    private static LayerSignals layer(RunHistory history, int position, double lastGradient) {
        LayerTrend trend = history.layers().get(position);
        Layer layer = history.layer(position);
        return new LayerSignals(
                history.layerName(position),
                layer.getType(),
                layer.getActivation(),
                trend.learningRate(),
                trend.weightRms(),
                trend.gradientRms(),
                layer.getFrozen() ? Double.NaN : trend.gradientRms() / lastGradient,
                trend.gradientRms() / trend.peakGradientRms(),
                trend.updateRatio(),
                trend.betweenExampleDeviation(),
                trend.saturated(),
                trend.dead());
    }

    private static AgentSignals agent(AgentReport report) {
        return new AgentSignals(
                report.getCaptured(),
                report.getThinned(),
                report.getDropped(),
                report.getOverhead(),
                report.getErrors(),
                report.getSpooled(),
                report.getBufferBytes());
    }
}

package dev.flatline.stream.topology;

import dev.flatline.events.v1.AgentReport;
import dev.flatline.stream.RunSignals;
import dev.flatline.stream.RunSignals.AgentSignals;
import dev.flatline.stream.RunSignals.LayerSignals;
import dev.flatline.stream.diagnose.Diagnosis;
import dev.flatline.stream.lifecycle.RunState;
import dev.flatline.stream.trend.LayerTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;
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
                run.status().word(),
                run.status().reason(),
                run.timeMillis(),
                layers(history),
                List.copyOf(run.firing()),
                diagnosis.first().orElse(null),
                diagnosis.others(),
                agent(run.agent()));
    }

    private static List<LayerSignals> layers(RunHistory history) {
        return IntStream.range(0, history.layers().size())
                .mapToObj(i -> layer(history.layerName(i), history.layers().get(i)))
                .toList();
    }

    private static LayerSignals layer(String name, LayerTrend trend) {
        return new LayerSignals(
                name,
                trend.gradientRms(),
                trend.updateRatio(),
                trend.betweenExampleDeviation(),
                trend.saturated(),
                trend.dead());
    }

    private static AgentSignals agent(AgentReport report) {
        return new AgentSignals(report.getCaptured(), report.getThinned(), report.getDropped(), report.getOverhead());
    }
}

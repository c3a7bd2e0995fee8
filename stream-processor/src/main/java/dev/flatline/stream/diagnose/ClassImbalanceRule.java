package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.alert.Figures;
import dev.flatline.stream.trend.OutputTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.Optional;

/** One class so frequent that always answering it is nearly right: cause {@code class-imbalance}. */
final class ClassImbalanceRule implements CauseRule {

    private static final double DOMINANT = 0.8;

    @Override
    public Optional<Cause> explain(RunHistory run, Symptoms symptoms) {
        return run.outputs().stream()
                .filter(output -> symptoms.has("output-collapse") && output.units() > 1)
                .filter(output -> output.largestLabelShare() > DOMINANT)
                .findFirst()
                .map(output -> cause(symptoms, output));
    }

    private static Cause cause(Symptoms symptoms, OutputTrend output) {
        return new Cause(
                "class-imbalance",
                0.65,
                Figures.percent(output.largestLabelShare())
                        + " of the labels are of one class: always answering it is nearly right, and the network has"
                        + " settled for that.",
                """
                // let errors on rare classes weigh more, one weight for each class
                new LossMCXENT(Nd4j.create(new double[] {rare, common}))
                // or draw mini-batches in which the classes are balanced""",
                symptoms.among("output-collapse"));
    }
}

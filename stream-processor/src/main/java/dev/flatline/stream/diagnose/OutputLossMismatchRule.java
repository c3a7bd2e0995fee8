package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.trend.OutputTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.Optional;
import java.util.Set;

/**
 * An output activation, a loss and labels that do not belong together: cause {@code output-loss-mismatch}.
 *
 * <p>Nearly sure where nothing can be learned with it; behind what is surer where networks may train in spite of it.
 */
final class OutputLossMismatchRule implements CauseRule {

    private static final double SURE = 0.97;
    private static final double LIKELY = 0.85;

    /** Where the loss is flat is often where something else has brought the network. */
    private static final double POSSIBLE = 0.6;

    private static final Set<String> FLAT = Set.of("median-of-classes", "dead-output", "one-sided-output");

    @Override
    public Optional<Cause> explain(RunHistory run, Symptoms symptoms) {
        return symptoms.get("output-loss-mismatch").map(symptom -> cause(run, symptoms, symptom));
    }

    private static Cause cause(RunHistory run, Symptoms symptoms, Symptom symptom) {
        return new Cause(
                "output-loss-mismatch",
                confidence(symptom),
                symptom.message(),
                fix(run, symptom),
                symptoms.ofNotLearningBut("bad-input"));
    }

    private static double confidence(Symptom symptom) {
        return symptom.severity() == Severity.CRITICAL ? SURE : FLAT.contains(symptom.variant()) ? POSSIBLE : LIKELY;
    }

    /** The pair that the labels call for. */
    private static String fix(RunHistory run, Symptom symptom) {
        Optional<OutputTrend> output = run.outputs().stream()
                .filter(candidate -> symptom.layers().contains(run.layerName(candidate.layer())))
                .findFirst();
        boolean classes = output.filter(found -> found.labels().areClasses()).isPresent();
        boolean single = output.filter(found -> found.units() == 1).isPresent();
        if (classes && !single) {
            return """
                    // one of several classes
                    new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT).activation(Activation.SOFTMAX)""";
        }
        if (classes || isYesOrNo(output)) {
            return """
                    // yes or no, in one unit or in several independent ones
                    new OutputLayer.Builder(LossFunctions.LossFunction.XENT).activation(Activation.SIGMOID)""";
        }
        return """
                // a number of any size; or scale the labels into the range of the activation
                new OutputLayer.Builder(LossFunctions.LossFunction.MSE).activation(Activation.IDENTITY)""";
    }

    private static boolean isYesOrNo(Optional<OutputTrend> output) {
        return output.filter(found -> found.labels().areZeroOrOne()).isPresent();
    }
}

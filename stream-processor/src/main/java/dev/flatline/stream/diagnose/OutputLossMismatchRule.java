package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.events.v1.Layer;
import dev.flatline.stream.trend.RunHistory;
import java.util.Optional;
import java.util.Set;

/**
 * An output activation and a loss that do not belong together: cause {@code output-loss-mismatch}.
 *
 * <p>The same pairs that DL4J's own validation refuses, for networks built with that validation switched off.
 */
final class OutputLossMismatchRule implements CauseRule {

    private static final Set<String> CROSS_ENTROPY = Set.of("LossMCXENT", "LossNegativeLogLikelihood");
    private static final Set<String> PROBABILITIES = Set.of("softmax", "sigmoid", "hardsigmoid", "rationaltanh");

    @Override
    public Optional<Cause> explain(RunHistory run, Symptoms symptoms) {
        return run.description().getModel().getLayersList().stream()
                .filter(layer -> !layer.getLoss().isEmpty())
                .flatMap(layer -> mismatch(layer).map(why -> cause(symptoms, layer, why)).stream())
                .findFirst();
    }

    private static Optional<String> mismatch(Layer layer) {
        String activation = layer.getActivation();
        boolean crossEntropy = CROSS_ENTROPY.contains(layer.getLoss());
        boolean binary = layer.getLoss().equals("LossBinaryXENT");
        if (activation.equals("softmax") && layer.getOutputs() == 1) {
            return Optional.of("a softmax over one unit is 1 whatever its input");
        }
        if (activation.equals("sigmoid") && crossEntropy && layer.getOutputs() > 1) {
            return Optional.of("this loss only rewards the true class, so sigmoids can all go to 1");
        }
        if (activation.equals("softmax") && binary) {
            return Optional.of("this loss treats each unit alone, while a softmax ties them together");
        }
        if ((crossEntropy || binary) && !PROBABILITIES.contains(activation)) {
            return Optional.of("this loss takes the logarithm of the output, which must lie between 0 and 1");
        }
        return Optional.empty();
    }

    private static Cause cause(Symptoms symptoms, Layer layer, String why) {
        return new Cause(
                "output-loss-mismatch",
                0.97,
                "The output pairs " + layer.getActivation() + " with " + layer.getLoss() + ": " + why + ".",
                """
                // one of several classes
                new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT).activation(Activation.SOFTMAX)
                // yes or no, one unit or several independent ones
                new OutputLayer.Builder(LossFunctions.LossFunction.XENT).activation(Activation.SIGMOID)
                // a number
                new OutputLayer.Builder(LossFunctions.LossFunction.MSE).activation(Activation.IDENTITY)""",
                symptoms.kinds().stream().toList());
    }
}

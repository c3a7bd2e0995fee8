package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.alert.Figures;
import dev.flatline.stream.trend.LayerTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Sigmoid or tanh in hidden layers: cause {@code vanishing-gradient}.
 *
 * <p>The slope of a sigmoid is at most 1/4, that of a tanh at most 1, and both go to 0 at their limits; the gradient is
 * multiplied by it at every layer on its way back (Hochreiter 1991; Glorot and Bengio 2010). Forwards the same happens
 * to the differences between examples.
 */
final class SaturatingActivationRule implements CauseRule {

    private static final Set<String> SATURATING = Set.of("sigmoid", "tanh", "hardsigmoid", "hardtanh", "softsign");
    private static final double HALF = 0.5;

    @Override
    public Optional<Cause> explain(RunHistory run, Symptoms symptoms) {
        List<Integer> layers = run.hiddenLayers().stream()
                .filter(i -> SATURATING.contains(run.layer(i).getActivation()))
                .toList();
        List<String> explained = symptoms.among(
                "vanishing-gradient", "saturated-activation", "output-collapse", "weight-stagnation", "loss-plateau");
        boolean atWork = symptoms.has("vanishing-gradient") || symptoms.has("saturated-activation");
        if (layers.isEmpty() || !atWork) {
            return Optional.empty();
        }
        return Optional.of(new Cause(
                "vanishing-gradient",
                confidence(run, symptoms, layers),
                explanation(run, layers),
                fix(run, layers),
                explained));
    }

    private static double confidence(RunHistory run, Symptoms symptoms, List<Integer> layers) {
        double depth = Math.min(0.2, 0.05 * layers.size());
        double sigmoid =
                layers.stream().anyMatch(i -> run.layer(i).getActivation().contains("sigmoid")) ? 0.1 : 0;
        double saturated = symptoms.has("saturated-activation") ? 0.1 : 0;
        double vanished = symptoms.has("vanishing-gradient") ? 0.1 : 0;
        boolean driven = symptoms.has("unscaled-input") || LearningRateTooHighRule.hasBlownUp(run);
        double otherwise = driven ? 0.25 : 0;
        return 0.45 + depth + sigmoid + saturated + vanished - otherwise;
    }

    private static String explanation(RunHistory run, List<Integer> layers) {
        String activation = run.layer(layers.get(0)).getActivation();
        String slope = activation.contains("sigmoid") ? "at most 1/4" : "1 at most and 0 at the limits";
        return capitalised(activation) + " in " + run.spokenLayers(layers) + ": its slope is " + slope
                + ", so at every such layer the gradient shrinks on its way back, and the differences between examples"
                + " on their way forward. " + forward(run, layers) + backward(run);
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String forward(RunHistory run, List<Integer> layers) {
        LayerTrend first = run.layers().get(layers.get(0));
        int lastIndex = layers.get(layers.size() - 1);
        LayerTrend last = run.layers().get(lastIndex);
        String saturated = last.saturated() > HALF
                ? " and " + Figures.percent(last.saturated()) + " of its activations are saturated"
                : "";
        return "Between examples, " + run.spokenLayer(layers.get(0)) + " now differs by "
                + Figures.show(first.betweenExampleDeviation())
                + (layers.size() == 1
                        ? ""
                        : ", " + run.spokenLayer(lastIndex) + " by only "
                                + Figures.show(last.betweenExampleDeviation()))
                + saturated + ". ";
    }

    private static String backward(RunHistory run) {
        List<Integer> weights = run.weightLayers();
        if (weights.isEmpty()) {
            return "";
        }
        LayerTrend first = run.layers().get(weights.get(0));
        return "The gradient at " + run.spokenLayer(weights.get(0)) + " was " + Figures.show(first.peakGradientRms())
                + " at its peak and is " + Figures.show(first.gradientRms()) + " now.";
    }

    private static String fix(RunHistory run, List<Integer> layers) {
        String activation = run.layer(layers.get(0)).getActivation().toUpperCase(Locale.ROOT);
        return "// " + run.spokenLayers(layers) + ": instead of Activation." + activation + "\n"
                + ".activation(Activation.RELU)\n"
                + ".weightInit(WeightInit.RELU)";
    }
}

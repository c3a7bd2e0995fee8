package dev.flatline.stream.query;

import dev.flatline.events.v1.LayerStep;
import dev.flatline.events.v1.OutputStep;
import dev.flatline.events.v1.ParameterStep;
import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.TensorSummary;
import java.util.ArrayList;
import java.util.List;

/**
 * One step as it was sent, nothing smoothed. NaN where it was not taken or is not known.
 *
 * @param iteration as DL4J counts
 * @param epoch of the step
 * @param score of the mini-batch, regularisation included
 * @param loss without regularisation, summed over the outputs
 * @param constantLoss of the best constant answer, summed likewise
 * @param batchSize examples
 * @param stepSeconds duration of the update
 * @param waitSeconds since the update before
 * @param layers those that were looked at; empty at thinned steps
 */
record StepPoint(
        long iteration,
        int epoch,
        double score,
        double loss,
        double constantLoss,
        int batchSize,
        double stepSeconds,
        double waitSeconds,
        List<LayerPoint> layers) {

    /**
     * The weights of one layer at one step.
     *
     * @param layer position in the model
     * @param learningRate in force
     * @param gradientRms root mean square of their gradient
     * @param updateRatio root mean square of their update divided by that of their values
     */
    record LayerPoint(int layer, float learningRate, float gradientRms, float updateRatio) {}

    static StepPoint of(Step step) {
        return new StepPoint(
                step.getIteration(),
                step.getEpoch(),
                step.hasScore() ? step.getScore() : Double.NaN,
                sum(step.getOutputsList().stream()
                        .mapToDouble(OutputStep::getDataLoss)
                        .toArray()),
                sum(step.getOutputsList().stream()
                        .mapToDouble(output -> output.hasConstantLoss() ? output.getConstantLoss() : Double.NaN)
                        .toArray()),
                step.getBatchSize(),
                step.getStepNanos() / 1e9,
                step.getWaitNanos() / 1e9,
                layers(step.getLayersList()));
    }

    private static double sum(double[] parts) {
        double sum = parts.length == 0 ? Double.NaN : 0;
        for (double part : parts) {
            sum += part;
        }
        return sum;
    }

    private static List<LayerPoint> layers(List<LayerStep> steps) {
        List<LayerPoint> points = new ArrayList<>(steps.size());
        for (LayerStep layer : steps) {
            if (layer.getParametersCount() > 0) {
                points.add(point(layer, layer.getParameters(0)));
            }
        }
        return points;
    }

    private static LayerPoint point(LayerStep layer, ParameterStep weights) {
        return new LayerPoint(
                layer.getLayer(), (float) layer.getLearningRate(), (float) rms(weights.getGradient()), (float)
                        (rms(weights.getUpdate()) / rms(weights.getValue())));
    }

    private static double rms(TensorSummary tensor) {
        return tensor.getSize() == 0 ? Double.NaN : tensor.getL2() / Math.sqrt((double) tensor.getSize());
    }
}

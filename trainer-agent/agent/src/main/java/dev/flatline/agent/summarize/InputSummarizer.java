package dev.flatline.agent.summarize;

import dev.flatline.events.v1.InputStep;

/**
 * What goes into a network: range and spread of the whole and of sampled features.
 *
 * <p>A feature is constant when it has one finite value, or none, in the whole sample of two or more values. NaN and
 * the infinities are counted and left out. Cost: about 3 ns an element.
 */
public final class InputSummarizer {

    private InputSummarizer() {}

    /**
     * Summarises the sampled features of one input.
     *
     * @param sample the units are features; positions (time steps) and examples together are a feature's values
     */
    public static InputStep.Builder summarize(ActivationSample sample) {
        InputStep.Builder step = InputStep.newBuilder().setSampledFeatures(sample.units());
        Moments whole = new Moments();
        int constant = 0;
        int values = sample.positions() * sample.examples();
        for (int feature = 0; feature < sample.units(); feature++) {
            Moments moments = new Moments();
            for (int i = feature * values; i < (feature + 1) * values; i++) {
                moments.add(sample.values()[i]);
                whole.add(sample.values()[i]);
            }
            constant += values > 1 && !(moments.min() < moments.max()) ? 1 : 0;
            addFeature(step, moments);
        }
        return addWhole(step, whole).setConstantFeatures(constant);
    }

    private static void addFeature(InputStep.Builder step, Moments feature) {
        step.addFeatureMean((float) feature.mean())
                .addFeatureStddev((float) feature.stddev())
                .addFeatureMin((float) feature.min())
                .addFeatureMax((float) feature.max());
    }

    private static InputStep.Builder addWhole(InputStep.Builder step, Moments whole) {
        return step.setMean((float) whole.mean())
                .setStddev((float) whole.stddev())
                .setMin((float) whole.min())
                .setMax((float) whole.max())
                .setNonFinite(whole.nonFinite());
    }
}

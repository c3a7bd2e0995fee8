package dev.flatline.agent.summarize;

import dev.flatline.events.v1.ProbeStep;

/**
 * Whether a network answers differently to different random inputs.
 *
 * <p>Differences are taken between examples, at each sampled unit and position; with several positions the variance is
 * their mean. Variance and largest difference are exactly 0 when all examples get the same answer. Non-finite answers
 * are counted and left out; where nothing finite is left, the variance is NaN.
 */
public final class ProbeSummarizer {

    private static final int LISTED_UNITS = 256;

    private final ActivationSample sample;
    private final ProbeStep.Builder step = ProbeStep.newBuilder();
    private double variances;
    private long counted;
    private float largestDifference;
    private long nonFinite;

    private ProbeSummarizer(ActivationSample sample) {
        this.sample = sample;
    }

    /**
     * Summarises the answers of one output layer.
     *
     * @param units of the layer, of which the sample may hold a part
     */
    public static ProbeStep.Builder summarize(ActivationSample sample, int units) {
        return new ProbeSummarizer(sample).result(units);
    }

    private ProbeStep.Builder result(int units) {
        for (int unit = 0; unit < sample.units(); unit++) {
            addUnit(unit);
        }
        boolean decides = units > 1 && sample.units() == units && sample.positions() == 1;
        return step.setUnits(units)
                .setExamples(sample.examples())
                .setTotalVariance(counted == 0 ? Double.NaN : variances / counted * units)
                .setLargestDifference(largestDifference)
                .setDistinctArgMax(decides ? distinctLargest() : 0)
                .setNonFinite(nonFinite);
    }

    private void addUnit(int unit) {
        double sum = 0;
        int finite = 0;
        for (int position = 0; position < sample.positions(); position++) {
            int from = (unit * sample.positions() + position) * sample.examples();
            UnitMoments moments = new UnitMoments(1);
            float least = Float.POSITIVE_INFINITY;
            float most = Float.NEGATIVE_INFINITY;
            for (int example = 0; example < sample.examples(); example++) {
                float value = sample.values()[from + example];
                moments.add(new double[] {value});
                if (Float.isFinite(value)) {
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                }
            }
            nonFinite += moments.nonFinite();
            if (least <= most) {
                largestDifference = Math.max(largestDifference, most - least);
                variances += moments.variance(0);
                counted++;
                sum += moments.mean(0);
                finite++;
            }
        }
        if (unit < LISTED_UNITS) {
            step.addMean(finite == 0 ? Float.NaN : (float) (sum / finite));
        }
    }

    private int distinctLargest() {
        boolean[] isLargest = new boolean[sample.units()];
        int distinct = 0;
        for (int example = 0; example < sample.examples(); example++) {
            int largest = 0;
            for (int unit = 1; unit < sample.units(); unit++) {
                largest = at(unit, example) > at(largest, example) ? unit : largest;
            }
            distinct += isLargest[largest] ? 0 : 1;
            isLargest[largest] = true;
        }
        return distinct;
    }

    private float at(int unit, int example) {
        return sample.values()[unit * sample.examples() + example];
    }
}

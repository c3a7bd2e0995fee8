package dev.flatline.benchmarks.quality.own;

import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Data of one sequence for each example, made in code: {@code [examples, features, time]}. */
final class Sequences {

    private Sequences() {}

    /** Sine waves of random phase and pace; at each step the label is the next value. */
    static DataSet waves(int examples, int length, long seed) {
        Random random = new Random(seed);
        INDArray x = Nd4j.create(examples, 1, length);
        INDArray y = Nd4j.create(examples, 1, length);
        for (int i = 0; i < examples; i++) {
            double phase = 2 * Math.PI * random.nextDouble();
            double pace = 0.2 + 0.2 * random.nextDouble();
            for (int t = 0; t < length; t++) {
                x.putScalar(new int[] {i, 0, t}, Math.sin(phase + pace * t));
                y.putScalar(new int[] {i, 0, t}, Math.sin(phase + pace * (t + 1)));
            }
        }
        return new DataSet(x, y);
    }

    /**
     * Windows of several series whose scales lie orders of magnitude apart, as price, volume and ratio do; the label is
     * the first series' next value, in its own scale.
     */
    static DataSet series(int examples, int length, double[] scales, long seed) {
        Random random = new Random(seed);
        INDArray x = Nd4j.create(examples, scales.length, length);
        INDArray y = Nd4j.create(examples, 1);
        for (int i = 0; i < examples; i++) {
            double phase = 2 * Math.PI * random.nextDouble();
            double level = 1 + 0.3 * random.nextGaussian();
            for (int t = 0; t < length; t++) {
                for (int feature = 0; feature < scales.length; feature++) {
                    double value = level + 0.5 * Math.sin(phase + 0.3 * t + feature);
                    x.putScalar(new int[] {i, feature, t}, scales[feature] * value);
                }
            }
            y.putScalar(i, 0, scales[0] * (level + 0.5 * Math.sin(phase + 0.3 * length)));
        }
        return new DataSet(x, y);
    }

    /** The same, each feature and the label brought to mean 0 and deviation 1 by hand. */
    static DataSet standardised(DataSet data) {
        INDArray x = data.getFeatures().dup();
        for (int feature = 0; feature < x.size(1); feature++) {
            INDArray one = x.tensorAlongDimension(feature, 0, 2);
            one.subi(one.meanNumber()).divi(one.stdNumber());
        }
        INDArray y = data.getLabels();
        return new DataSet(x, y.sub(y.meanNumber()).divi(y.stdNumber()));
    }

    /**
     * Sentences of token numbers, {@code [examples, length]}; the class is that of the one telling token in each, the
     * rest are common to all.
     */
    static DataSet sentences(int examples, int length, int classes, long seed) {
        Random random = new Random(seed);
        float[][] x = new float[examples][length];
        int[] label = new int[examples];
        for (int i = 0; i < examples; i++) {
            label[i] = random.nextInt(classes);
            for (int t = 0; t < length; t++) {
                x[i][t] = classes + random.nextInt(VOCABULARY - classes);
            }
            x[i][random.nextInt(length)] = label[i];
        }
        return Tables.of(x, Tables.oneHot(label, classes));
    }

    /** Different tokens in {@link #sentences}. */
    static final int VOCABULARY = 60;

    /**
     * Bits, and at each step whether this one differs from the one before; lengths differ, and masks
     * say where a sequence ends.
     */
    static DataSet masked(int examples, int longest, long seed) {
        Random random = new Random(seed);
        INDArray x = Nd4j.create(examples, 1, longest);
        INDArray y = Nd4j.create(examples, 2, longest);
        INDArray mask = Nd4j.create(examples, longest);
        for (int i = 0; i < examples; i++) {
            int length = longest / 2 + random.nextInt(longest / 2 + 1);
            int[] bits = random.ints(length, 0, 2).toArray();
            for (int t = 0; t < length; t++) {
                int odd = (bits[t] + (t > 0 ? bits[t - 1] : 0)) % 2;
                x.putScalar(new int[] {i, 0, t}, bits[t]);
                y.putScalar(new int[] {i, odd, t}, 1);
                mask.putScalar(i, t, 1);
            }
        }
        return new DataSet(x, y, mask, mask.dup());
    }
}

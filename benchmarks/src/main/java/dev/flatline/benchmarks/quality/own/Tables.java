package dev.flatline.benchmarks.quality.own;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Data of one row for each example, made in code; the same for the same seed. */
final class Tables {

    private Tables() {}

    /** Normal clouds around the corners of a regular polygon of radius 2; labels one-hot. */
    static DataSet blobs(int classes, int examples, double spread, long seed) {
        Random random = new Random(seed);
        float[][] x = new float[examples][2];
        int[] label = new int[examples];
        for (int i = 0; i < examples; i++) {
            label[i] = i % classes;
            double angle = 2 * Math.PI * label[i] / classes;
            x[i][0] = (float) (2 * Math.cos(angle) + spread * random.nextGaussian());
            x[i][1] = (float) (2 * Math.sin(angle) + spread * random.nextGaussian());
        }
        return of(x, oneHot(label, classes));
    }

    /** Two rings of radius 1 and 2; one label of 0 or 1. */
    static DataSet rings(int examples, double spread, long seed) {
        Random random = new Random(seed);
        float[][] x = new float[examples][2];
        float[][] y = new float[examples][1];
        for (int i = 0; i < examples; i++) {
            y[i][0] = i % 2;
            double radius = 1 + y[i][0] + spread * random.nextGaussian();
            double angle = 2 * Math.PI * random.nextDouble();
            x[i][0] = (float) (radius * Math.cos(angle));
            x[i][1] = (float) (radius * Math.sin(angle));
        }
        return of(x, y);
    }

    /** Interleaved spirals of three quarters of a turn; labels one-hot. */
    static DataSet spirals(int arms, int examples, long seed) {
        Random random = new Random(seed);
        float[][] x = new float[examples][2];
        int[] label = new int[examples];
        for (int i = 0; i < examples; i++) {
            label[i] = i % arms;
            double radius = random.nextDouble();
            double angle = 2 * Math.PI * ((double) label[i] / arms + 0.75 * radius) + 0.1 * random.nextGaussian();
            x[i][0] = (float) (2 * radius * Math.cos(angle));
            x[i][1] = (float) (2 * radius * Math.sin(angle));
        }
        return of(x, oneHot(label, arms));
    }

    /** All inputs of so many bits, as 0 and 1; the label is whether the number of ones is odd. Two bits: XOR. */
    static DataSet parity(int bits) {
        float[][] x = new float[1 << bits][bits];
        float[][] y = new float[1 << bits][1];
        for (int i = 0; i < x.length; i++) {
            for (int bit = 0; bit < bits; bit++) {
                x[i][bit] = i >> bit & 1;
            }
            y[i][0] = Integer.bitCount(i) % 2;
        }
        return of(x, y);
    }

    /** sin x over one and a half periods. */
    static DataSet sine(int examples, double noise, long seed) {
        Random random = new Random(seed);
        float[][] x = new float[examples][1];
        float[][] y = new float[examples][1];
        for (int i = 0; i < examples; i++) {
            x[i][0] = (float) (9 * random.nextDouble() - 4.5);
            y[i][0] = (float) (Math.sin(x[i][0]) + noise * random.nextGaussian());
        }
        return of(x, y);
    }

    /** A linear function of standard normal features, of variance 1 without the noise. */
    static DataSet linear(int examples, int features, double noise, long seed) {
        Random random = new Random(seed);
        double[] weights = normal(features, random);
        double norm = Math.sqrt(Arrays.stream(weights).map(w -> w * w).sum());
        float[][] x = new float[examples][];
        float[][] y = new float[examples][1];
        for (int i = 0; i < examples; i++) {
            x[i] = floats(normal(features, random));
            y[i][0] = (float) (product(weights, x[i]) / norm + noise * random.nextGaussian());
        }
        return of(x, y);
    }

    /** Classes by regions of standard normal features: the largest of so many random linear functions. */
    static DataSet regions(int examples, int features, int classes, long seed) {
        Random random = new Random(seed);
        double[][] weights = new double[classes][];
        for (int one = 0; one < classes; one++) {
            weights[one] = normal(features, random);
        }
        float[][] x = new float[examples][];
        int[] label = new int[examples];
        for (int i = 0; i < examples; i++) {
            x[i] = floats(normal(features, random));
            for (int one = 1; one < classes; one++) {
                label[i] = product(weights[one], x[i]) > product(weights[label[i]], x[i]) ? one : label[i];
            }
        }
        return of(x, oneHot(label, classes));
    }

    /** Several labels to an example, each the side of a plane. */
    static DataSet multiLabel(int examples, int features, int labels, long seed) {
        Random random = new Random(seed);
        double[][] weights = new double[labels][];
        for (int one = 0; one < labels; one++) {
            weights[one] = normal(features, random);
        }
        float[][] x = new float[examples][];
        float[][] y = new float[examples][labels];
        for (int i = 0; i < examples; i++) {
            x[i] = floats(normal(features, random));
            for (int one = 0; one < labels; one++) {
                y[i][one] = product(weights[one], x[i]) > 0.5 ? 1 : 0;
            }
        }
        return of(x, y);
    }

    /** Two normal clouds, the second of them rare; one label of 0 or 1. */
    static DataSet rare(int examples, double share, double distance, long seed) {
        Random random = new Random(seed);
        float[][] x = new float[examples][];
        float[][] y = new float[examples][1];
        for (int i = 0; i < examples; i++) {
            y[i][0] = i < share * examples ? 1 : 0;
            x[i] = floats(normal(4, random));
            x[i][0] += (float) (distance * y[i][0]);
        }
        return of(x, y);
    }

    /** Points near a curved surface of low dimension, in [-1, 1]; the label is the input. */
    static DataSet surface(int examples, int width, int dimensions, long seed) {
        Random random = new Random(seed);
        double[][] weights = new double[width][];
        for (int i = 0; i < width; i++) {
            weights[i] = normal(dimensions, random);
        }
        float[][] x = new float[examples][width];
        for (int i = 0; i < examples; i++) {
            float[] where = floats(normal(dimensions, random));
            for (int unit = 0; unit < width; unit++) {
                x[i][unit] = (float) Math.tanh(product(weights[unit], where));
            }
        }
        return of(x, x);
    }

    /** Small counts, Poisson with a rate of e to a linear function of three features. */
    static DataSet counts(int examples, long seed) {
        Random random = new Random(seed);
        float[][] x = new float[examples][];
        float[][] y = new float[examples][1];
        for (int i = 0; i < examples; i++) {
            x[i] = floats(normal(3, random));
            double left = Math.exp(-Math.exp(1 + 0.6 * x[i][0] - 0.4 * x[i][1]));
            for (double product = random.nextDouble(); product > left; product *= random.nextDouble()) {
                y[i][0]++;
            }
        }
        return of(x, y);
    }

    /** The same data with each feature multiplied by a factor of its own. */
    static DataSet scaled(DataSet data, double... factors) {
        return new DataSet(
                data.getFeatures().mulRowVector(Nd4j.create(floats(factors)).reshape(1, factors.length)),
                data.getLabels());
    }

    /** The same examples with labels that have nothing to do with them. */
    static DataSet unrelated(DataSet data, long seed) {
        Random random = new Random(seed);
        int classes = (int) data.getLabels().size(1);
        int[] label = new int[(int) data.getLabels().size(0)];
        for (int i = 0; i < label.length; i++) {
            label[i] = random.nextInt(classes);
        }
        return new DataSet(data.getFeatures(), Nd4j.create(oneHot(label, classes)));
    }

    static DataSet of(float[][] x, float[][] y) {
        return new DataSet(Nd4j.create(x), Nd4j.create(y));
    }

    static float[][] oneHot(int[] labels, int classes) {
        float[][] y = new float[labels.length][classes];
        for (int i = 0; i < labels.length; i++) {
            y[i][labels[i]] = 1;
        }
        return y;
    }

    private static double[] normal(int count, Random random) {
        return IntStream.range(0, count).mapToDouble(i -> random.nextGaussian()).toArray();
    }

    private static double product(double[] weights, float[] x) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * x[i];
        }
        return sum;
    }

    static float[] floats(double... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}

package dev.flatline.benchmarks.quality.own;

import static dev.flatline.benchmarks.quality.own.Nets.dense;
import static dev.flatline.benchmarks.quality.own.Nets.linear;
import static dev.flatline.benchmarks.quality.own.Nets.sigmoid;
import static dev.flatline.benchmarks.quality.own.Nets.with;

import dev.flatline.benchmarks.quality.training.Outcome;
import dev.flatline.benchmarks.quality.training.Training;
import java.util.Random;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * The discriminator of a generative adversarial training on points of a ring, while the generator learns to fool it: its
 * loss ends near ln 2 because both do well. The watched network is the discriminator.
 *
 * <p>The generator is trained by regression to where the discriminator finds points more real, which needs no gradient
 * through two networks.
 */
final class GanTraining implements Training {

    private static final int HALF = 32;
    private static final long UPDATES = 1200;
    private static final double STEP = 0.1;

    private final MultiLayerNetwork discriminator;
    private final MultiLayerNetwork generator;
    private final Random random;

    GanTraining(int seed) {
        discriminator = dense(with(new Adam(0.003), seed), Activation.LEAKYRELU, sigmoid(1), 2, 32, 32);
        generator = dense(with(new Adam(0.003), seed + 1), Activation.TANH, linear(2), 2, 32, 32);
        random = new Random(seed);
    }

    @Override
    public Model model() {
        return discriminator;
    }

    @Override
    public long planned() {
        return UPDATES;
    }

    @Override
    public void train() {
        INDArray noise = noise();
        INDArray made = generator.output(noise);
        discriminator.fit(new DataSet(Nd4j.vstack(ring(), made), Nd4j.vstack(Nd4j.ones(HALF, 1), Nd4j.zeros(HALF, 1))));
        generator.fit(new DataSet(noise, moreReal(made)));
    }

    /** Each point moved a little to the side where the discriminator believes it more. */
    private INDArray moreReal(INDArray made) {
        INDArray wanted = made.dup();
        INDArray belief = discriminator.output(made);
        for (int axis = 0; axis < 2; axis++) {
            INDArray moved = made.dup();
            moved.getColumn(axis).addi(STEP);
            INDArray slope = discriminator.output(moved).subi(belief).divi(STEP);
            wanted.getColumn(axis).addi(slope.reshape(HALF).muli(2));
        }
        return wanted;
    }

    private INDArray ring() {
        float[][] points = new float[HALF][2];
        for (float[] point : points) {
            double angle = 2 * Math.PI * random.nextDouble();
            point[0] = (float) (Math.cos(angle) + 0.1 * random.nextGaussian());
            point[1] = (float) (Math.sin(angle) + 0.1 * random.nextGaussian());
        }
        return Nd4j.create(points);
    }

    private INDArray noise() {
        float[][] points = new float[HALF][2];
        for (float[] point : points) {
            point[0] = (float) random.nextGaussian();
            point[1] = (float) random.nextGaussian();
        }
        return Nd4j.create(points);
    }

    /** How close the made points come to the ring: 1 is on it, 0 as far as its radius. */
    @Override
    public Outcome outcome() {
        double distance = 0;
        INDArray made = generator.output(noise());
        for (int i = 0; i < HALF; i++) {
            distance += Math.abs(Math.hypot(made.getDouble(i, 0), made.getDouble(i, 1)) - 1);
        }
        return new Outcome("closeness", 1 - distance / HALF, 0.6);
    }
}

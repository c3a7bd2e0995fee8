package dev.flatline.benchmarks.quality.own;

import java.util.Random;
import org.nd4j.linalg.dataset.DataSet;

/** Pictures of digits of 12 × 12 grey values in 0..1, drawn from a font of 3 × 5 dots, moved about, in noise. */
final class Glyphs {

    static final int SIDE = 12;
    static final int CLASSES = 10;

    private static final String[] FONT = {
        "111101101101111", "010110010010111", "111001111100111", "111001111001111", "101101111001001",
        "111100111001111", "111100111101111", "111001010010010", "111101111101111", "111101111001111"
    };

    private Glyphs() {}

    /** One row of 144 values for each; labels one-hot. */
    static DataSet of(int examples, long seed) {
        Random random = new Random(seed);
        float[][] x = new float[examples][SIDE * SIDE];
        int[] label = new int[examples];
        for (int i = 0; i < examples; i++) {
            label[i] = i % CLASSES;
            draw(FONT[label[i]], x[i], random);
        }
        return Tables.of(x, Tables.oneHot(label, CLASSES));
    }

    private static void draw(String dots, float[] picture, Random random) {
        int left = random.nextInt(SIDE - 5);
        int top = random.nextInt(SIDE - 9);
        double ink = 0.7 + 0.3 * random.nextDouble();
        for (int i = 0; i < picture.length; i++) {
            int column = (i % SIDE - left) / 2;
            int row = (i / SIDE - top) / 2;
            boolean inside = i % SIDE >= left && i / SIDE >= top && column < 3 && row < 5;
            double dot = inside && dots.charAt(3 * row + column) == '1' ? ink : 0;
            picture[i] = (float) Math.min(1, Math.max(0, dot + 0.08 * random.nextGaussian()));
        }
    }
}

package trainings;

import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Points around three centres, to be told apart. */
final class Points {

    static final int FEATURES = 8;
    static final int CLASSES = 3;

    private Points() {}

    /** A mini-batch of 32; the same for the same number. */
    static DataSet batch(long number) {
        Random random = new Random(number);
        INDArray features = Nd4j.zeros(DataType.FLOAT, 32, FEATURES);
        INDArray labels = Nd4j.zeros(DataType.FLOAT, 32, CLASSES);
        for (int row = 0; row < 32; row++) {
            int kind = random.nextInt(CLASSES);
            labels.putScalar(row, kind, 1);
            for (int column = 0; column < FEATURES; column++) {
                double centre = column % CLASSES == kind ? 1.5 : -0.5;
                features.putScalar(row, column, centre + random.nextGaussian() / 2);
            }
        }
        return new DataSet(features, labels);
    }
}

package dev.flatline.examples;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Real handwritten digits (MNIST), 28x28 pixels each, for trainings that must not depend on a download.
 *
 * <p>Files are gzipped IDX: big-endian magic number, counts, then one unsigned byte for each pixel or label. Pixels
 * are scaled to 0..1, row by row; labels are one-hot over the ten digits.
 */
public final class DigitImages {

    /** Width and height of an image in pixels. */
    public static final int SIDE = 28;

    /** How many different digits there are. */
    public static final int CLASSES = 10;

    private static final int IMAGES_MAGIC = 0x803;
    private static final int LABELS_MAGIC = 0x801;

    private final float[][] pixels;
    private final float[][] labels;

    private DigitImages(float[][] pixels, float[][] labels) {
        this.pixels = pixels;
        this.labels = labels;
    }

    /** The 4,000 digits to learn from, 400 of each class. */
    public static DigitImages train() throws IOException {
        return load("train");
    }

    /** The 1,000 digits to test with, 100 of each class, none of which is among {@link #train()}. */
    public static DigitImages test() throws IOException {
        return load("test");
    }

    static DigitImages load(String part) throws IOException {
        String images = "digits/" + part + "-images.idx.gz";
        String labels = "digits/" + part + "-labels.idx.gz";
        float[][] pixels = read(images, resource(images), DigitImages::pixels);
        float[][] oneHot = read(labels, resource(labels), DigitImages::labels);
        if (pixels.length != oneHot.length) {
            throw new IOException("Cannot load the " + part + " digits: " + images + " holds " + pixels.length
                    + " images but " + labels + " holds " + oneHot.length + " labels.");
        }
        return new DigitImages(pixels, oneHot);
    }

    /** How many images there are. */
    public int size() {
        return pixels.length;
    }

    /** All of them, with features of 784 pixels each. */
    public DataSet dataSet() {
        return new DataSet(Nd4j.create(pixels), Nd4j.create(labels));
    }

    private static InputStream resource(String name) throws IOException {
        InputStream stream = DigitImages.class.getResourceAsStream("/" + name);
        if (stream == null) {
            throw new IOException("Cannot load the digits: " + name
                    + " is not on the class path. Build the examples again: mvn -pl examples package");
        }
        return stream;
    }

    static float[][] read(String name, InputStream compressed, Parser parser) throws IOException {
        try (compressed;
                DataInputStream data = new DataInputStream(new GZIPInputStream(compressed))) {
            return parser.parse(data);
        } catch (EOFException e) {
            throw new IOException("Cannot load the digits: " + name + " ends too early.", e);
        } catch (ZipException | CorruptException e) {
            throw new IOException("Cannot load the digits: " + name + " is corrupt (" + e.getMessage() + ").", e);
        }
    }

    static float[][] pixels(DataInputStream data) throws IOException {
        int count = header(data, IMAGES_MAGIC);
        int height = data.readInt();
        int width = data.readInt();
        if (height != SIDE || width != SIDE) {
            throw new CorruptException("images of " + width + "x" + height + " instead of 28x28 pixels");
        }
        float[][] pixels = new float[count][];
        for (int image = 0; image < count; image++) {
            pixels[image] = scaled(exactly(data, SIDE * SIDE));
        }
        return pixels;
    }

    static float[][] labels(DataInputStream data) throws IOException {
        int count = header(data, LABELS_MAGIC);
        float[][] labels = new float[count][CLASSES];
        for (int row = 0; row < count; row++) {
            int label = data.readUnsignedByte();
            if (label >= CLASSES) {
                throw new CorruptException("label " + label + " is no digit");
            }
            labels[row][label] = 1;
        }
        return labels;
    }

    private static int header(DataInputStream data, int magic) throws IOException {
        int found = data.readInt();
        if (found != magic) {
            throw new CorruptException("magic number %#x instead of %#x".formatted(found, magic));
        }
        int count = data.readInt();
        if (count < 1 || count > 1_000_000) {
            throw new CorruptException("it claims " + count + " entries");
        }
        return count;
    }

    private static byte[] exactly(DataInputStream data, int length) throws IOException {
        byte[] bytes = new byte[length];
        data.readFully(bytes);
        return bytes;
    }

    private static float[] scaled(byte[] bytes) {
        float[] scaled = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            scaled[i] = (bytes[i] & 0xff) / 255f;
        }
        return scaled;
    }

    /** Reads the body of one file. */
    interface Parser {
        float[][] parse(DataInputStream data) throws IOException;
    }

    /** The bytes do not follow the format. */
    private static final class CorruptException extends IOException {
        CorruptException(String reason) {
            super(reason);
        }
    }
}

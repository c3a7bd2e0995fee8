package dev.flatline.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

class DigitImagesTest {

    @Test
    void holdsEveryDigitEquallyOften() throws IOException {
        // Given
        DigitImages train = DigitImages.train();

        // When
        DataSet all = train.dataSet();

        // Then
        assertThat(train.size()).isEqualTo(4000);
        assertThat(DigitImages.test().size()).isEqualTo(1000);
        assertThat(all.getLabels().sum(0).toDoubleVector())
                .hasSize(DigitImages.CLASSES)
                .containsOnly(400);
    }

    @Test
    void scalesPixelsToZeroToOne() throws IOException {
        // When
        DataSet all = DigitImages.test().dataSet();

        // Then
        assertThat(all.getFeatures().shape()).containsExactly(1000, 784);
        assertThat(all.getFeatures().minNumber().floatValue()).isZero();
        assertThat(all.getFeatures().maxNumber().floatValue()).isEqualTo(1f);
        assertThat(all.getFeatures().meanNumber().doubleValue()).isBetween(0.1, 0.2);
    }

    @Test
    void namesAMissingFileAndHowToGetIt() {
        assertThatThrownBy(() -> DigitImages.load("absent"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("digits/absent-images.idx.gz")
                .hasMessageContaining("mvn");
    }

    @Test
    void refusesWhatIsNotCompressed() {
        assertThatThrownBy(() -> read(new byte[100])).hasMessageContaining("x.gz is corrupt");
    }

    @Test
    void refusesAForeignMagicNumber() {
        assertThatThrownBy(() -> read(gzip(0x801, 1, 28, 28)))
                .hasMessageContaining("x.gz is corrupt")
                .hasMessageContaining("0x801 instead of 0x803");
    }

    @Test
    void refusesImagesOfAnotherSize() {
        assertThatThrownBy(() -> read(gzip(0x803, 1, 32, 32))).hasMessageContaining("32x32 instead of 28x28");
    }

    @Test
    void refusesAnImpossibleCount() {
        assertThatThrownBy(() -> read(gzip(0x803, -1, 28, 28))).hasMessageContaining("it claims -1 entries");
    }

    @Test
    void refusesAFileThatEndsTooEarly() {
        assertThatThrownBy(() -> read(gzip(0x803, 1, 28, 28))).hasMessageContaining("x.gz ends too early");
    }

    @Test
    void refusesALabelThatIsNoDigit() {
        byte[] file = gzip(0x801, 1, 0x0a000000);
        assertThatThrownBy(() -> DigitImages.read("y.gz", new ByteArrayInputStream(file), DigitImages::labels))
                .hasMessageContaining("y.gz is corrupt")
                .hasMessageContaining("label 10 is no digit");
    }

    private static float[][] read(byte[] file) throws IOException {
        return DigitImages.read("x.gz", new ByteArrayInputStream(file), DigitImages::pixels);
    }

    private static byte[] gzip(int... numbers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            for (int number : numbers) {
                out.writeInt(number);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }
}

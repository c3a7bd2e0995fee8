package dev.flatline.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

class EconomicMonthsTest {

    @Test
    void anExampleIsAYearAndItsLabelTheUnemploymentOfTheMonthAfter() throws IOException {
        // When
        DataSet train = EconomicMonths.load().train();

        // Then
        assertThat(train.getFeatures().shape()).containsExactly(342, 5, 12);
        assertThat(train.getFeatures().getDouble(0, 1, 0)).isEqualTo(198712);
        assertThat(train.getLabels().shape()).containsExactly(342, 1);
        assertThat(train.getLabels().getDouble(0)).isEqualTo(100.0 * 2883 / 200706, within(1e-5));
    }

    @Test
    void noMonthToTestWithIsInAnExampleToTrainWith() throws IOException {
        // Given
        EconomicMonths months = EconomicMonths.load();
        INDArray test = months.test().getFeatures();
        INDArray train = months.train().getFeatures();

        // When
        double population1970 = 203849;

        // Then
        assertThat(test.eq(population1970).any()).isTrue();
        assertThat(train.eq(population1970).any()).isFalse();
    }

    @Test
    void aDamagedLineIsShown() {
        assertThatThrownBy(() -> read("month,pce,pop,psavert,uempmed,unemploy\n1967-07,506.7,many,12.6,4.5,2944\n"))
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot load the months: economy/us-months.csv is damaged; a line of it is"
                        + " '1967-07,506.7,many,12.6,4.5,2944'.");
    }

    @Test
    void aFileThatEndsTooEarlyIsSaidTo() {
        assertThatThrownBy(() -> read("month,pce,pop,psavert,uempmed,unemploy\n1967-07,506.7,198712,12.6,4.5,2944\n"))
                .hasMessageContaining("ends after 1 of them");
        assertThatThrownBy(() -> read("")).hasMessageContaining("ends after 0 of them");
    }

    private static EconomicMonths read(String file) throws IOException {
        return EconomicMonths.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.US_ASCII)));
    }
}

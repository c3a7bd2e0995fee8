package dev.flatline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.0123, 0.0123",
        "4.1e-7, 4.1e-07",
        "2.302585, 2.30",
        "813.4, 813",
        "1234567, 1.2e+06",
        "-0.5, -0.500",
        "NaN, NaN",
        "Infinity, Infinity"
    })
    void areShownAsPeopleReadThem(double value, String shown) {
        assertThat(Figures.show(value)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"1, 100 %", "0.9996, 100 %", "0.251, 25 %", "0.025, 2.50 %", "4.1e-7, 4.1e-05 %", "0, 0 %"})
    void areShownAsPercentages(double share, String shown) {
        assertThat(Figures.percent(share)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"output_diversity", "output-diversity", "outputDiversity"})
    void areNamedInWords(String name) {
        assertThat(Figures.words(name)).isEqualTo("output diversity");
    }
}

package dev.flatline.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningJvmTest {

    @ParameterizedTest
    @CsvSource({"1.8, 8", "11, 11", "17, 17", "25, 25", "'', 0", "next, 0"})
    void knowsWhichJavaItIs(String specification, int feature) {
        assertThat(RunningJvm.feature(specification)).isEqualTo(feature);
    }
}

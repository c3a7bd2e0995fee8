package dev.flatline.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.events.v1.RunEnded.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitStatusTest {

    @ParameterizedTest
    @CsvSource({
        "0, false, COMPLETED, the process ended with exit code 0",
        "5, false, FAILED, the process ended with exit code 5",
        "134, false, FAILED, the process ended with exit code 134",
        "137, false, KILLED, the process was ended by SIGKILL (exit code 137)",
        "143, false, KILLED, the process was ended by SIGTERM (exit code 143)",
        "143, true, KILLED, stopped together with flatline",
        "0, true, KILLED, stopped together with flatline"
    })
    void saysHowATrainingEndedThatCouldNotSayItself(int code, boolean stopped, Status status, String reason) {
        // When
        ExitStatus exit = new ExitStatus(code, stopped);

        // Then
        assertThat(exit.status()).isEqualTo(status);
        assertThat(exit.reason()).isEqualTo(reason);
    }
}

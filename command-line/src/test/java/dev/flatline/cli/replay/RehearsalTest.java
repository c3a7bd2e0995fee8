package dev.flatline.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.alert.configure.Glob;
import dev.flatline.cli.WrongUseException;
import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.v1.RunEnded;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.rules.Rules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    private static final Telemetry BEGIN =
            message().setRunStarted(RunStarted.newBuilder().setName("digits")).build();
    private static final Telemetry END = message()
            .setRunEnded(RunEnded.newBuilder().setStatus(RunEnded.Status.COMPLETED))
            .build();
    private static final Telemetry NEWER =
            message().setSchema(TelemetryCodec.SCHEMA + 1).build();

    private final Rehearsal rehearsal = new Rehearsal(Rules.STANDARD, null, Glob.ANY);
    private final List<String> said = new ArrayList<>();

    private static Telemetry.Builder message() {
        return Telemetry.newBuilder()
                .setSchema(TelemetryCodec.SCHEMA)
                .setRunId("digits-1")
                .setAttempt(1);
    }

    @Test
    void whatANewerVersionWroteIsPassedOverAndSaid() {
        // When
        rehearsal.judge(taker -> List.of(BEGIN, NEWER, END).forEach(taker));

        // Then
        assertThat(rehearsal.text()).contains("== digits: completed after 0 iterations ==");
        assertThat(rehearsal.reservations(said::add)).isTrue();
        assertThat(said)
                .containsExactly(
                        "1 of 3 messages hold what only a newer version of Flatline knows; that was passed over");
    }

    @Test
    void whatCameBeforeADamageIsJudged() {
        // When
        rehearsal.judge(taker -> {
            taker.accept(BEGIN);
            throw new IOException("digits.pb.gz is damaged after message 1");
        });

        // Then
        assertThat(rehearsal.text()).contains("== digits: running");
        assertThat(rehearsal.reservations(said::add)).isFalse();
        assertThat(said).containsExactly("digits.pb.gz is damaged after message 1; what came before is judged above");
    }

    @Test
    void nothingToJudgeIsWrongUse() {
        assertThatThrownBy(() -> rehearsal.judge(taker -> {}))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("There is no telemetry to replay");
    }

    @Test
    void aRunIsFoundByItsNameAndByItsId() {
        for (String wanted : List.of("digits", "digits-1", "d*")) {
            Rehearsal asked = new Rehearsal(Rules.STANDARD, Rules.STANDARD, new Glob(wanted));
            asked.judge(taker -> List.of(BEGIN, END).forEach(taker));
            assertThat(asked.text()).contains("would change in 1 run");
        }
    }
}

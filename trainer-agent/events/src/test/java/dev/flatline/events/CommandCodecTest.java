package dev.flatline.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.events.v1.Checkpoint;
import dev.flatline.events.v1.ClipGradients;
import dev.flatline.events.v1.Command;
import dev.flatline.events.v1.ScaleLearningRate;
import dev.flatline.events.v1.Stop;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandCodecTest {

    private static Command.Builder command() {
        return Command.newBuilder()
                .setSchema(TelemetryCodec.SCHEMA)
                .setCommandId("one")
                .setRunId("digits")
                .setAttempt(5)
                .setTimeMillis(6)
                .setReason("alert exploding-gradient");
    }

    static Stream<Command> everyKind() {
        return Stream.of(
                command().setCheckpoint(Checkpoint.getDefaultInstance()).build(),
                command().setStop(Stop.getDefaultInstance()).build(),
                command()
                        .setScaleLearningRate(ScaleLearningRate.newBuilder().setFactor(0.1))
                        .build(),
                command()
                        .setClipGradients(ClipGradients.newBuilder().setThreshold(1.5))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void carriesEveryKindThereAndBack(Command command) throws Exception {
        assertThat(CommandCodec.decode(CommandCodec.encode(command))).isEqualTo(command);
    }

    @Test
    void testsEveryKindOfTheContract() {
        assertThat(everyKind().map(Command::getKindCase))
                .containsAll(Stream.of(Command.KindCase.values())
                        .filter(kind -> kind != Command.KindCase.KIND_NOT_SET)
                        .toList());
    }

    @Test
    void refusesWhatIsNoCommandAndSaysWhy() {
        assertThatThrownBy(() -> CommandCodec.decode("hello, world".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableTelemetryException.class)
                .hasMessageStartingWith("not a protobuf message");
        assertThatThrownBy(() -> CommandCodec.decode(new byte[0]))
                .isInstanceOf(UnreadableTelemetryException.class)
                .hasMessageContaining("no schema number");
        assertThatThrownBy(() -> CommandCodec.decode(
                        CommandCodec.encode(command().setRunId("").build())))
                .isInstanceOf(UnreadableTelemetryException.class)
                .hasMessageContaining("no run id");
    }
}

package dev.flatline.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.events.v1.RunEnded;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private static void steps(RunChannel run, int from, int to) {
        for (int i = from; i < to; i++) {
            run.step(Step.newBuilder().setIteration(i), false, 0);
        }
    }

    private static List<Telemetry> drain(Outbox outbox) {
        List<Telemetry> taken = new ArrayList<>();
        for (Message message = outbox.take(); message != null; message = outbox.take()) {
            taken.add(message.telemetry());
        }
        return taken;
    }

    @Test
    void theOldestStepsGoAndEachIsCounted() {
        // Given
        Outbox outbox = new Outbox(10, Long.MAX_VALUE);
        RunChannel run = new RunChannel("r", 1, outbox::offer);

        // When
        steps(run, 0, 25);

        // Then
        assertThat(drain(outbox))
                .extracting(telemetry -> telemetry.getStep().getIteration())
                .containsExactly(15L, 16L, 17L, 18L, 19L, 20L, 21L, 22L, 23L, 24L);
        assertThat(run.report().getDropped()).isEqualTo(15);
        assertThat(run.report().getCaptured()).isEqualTo(25);
    }

    @Test
    void descriptionsAndEndsAreNeverDropped() {
        // Given
        Outbox outbox = new Outbox(3, Long.MAX_VALUE);
        RunChannel run = new RunChannel("r", 1, outbox::offer);

        // When
        run.started(RunStarted.getDefaultInstance());
        steps(run, 0, 10);
        run.ended(RunEnded.Status.COMPLETED, "done");

        // Then
        assertThat(drain(outbox))
                .extracting(Telemetry::getBodyCase)
                .containsExactly(
                        Telemetry.BodyCase.RUN_STARTED,
                        Telemetry.BodyCase.STEP,
                        Telemetry.BodyCase.STEP,
                        Telemetry.BodyCase.RUN_ENDED);
        assertThat(run.report().getDropped()).isEqualTo(8);
    }

    @Test
    void bytesAreBoundedToo() {
        // Given
        Outbox outbox = new Outbox(1000, 5000);
        RunChannel run = new RunChannel("r", 1, outbox::offer);

        // When
        steps(run, 0, 500);

        // Then
        long bytes =
                drain(outbox).stream().mapToLong(Telemetry::getSerializedSize).sum();
        assertThat(bytes).isBetween(1000L, 5000L);
    }

    @Test
    void aRunEndsOnce() {
        // Given
        Outbox outbox = new Outbox(10, Long.MAX_VALUE);
        RunChannel run = new RunChannel("r", 1, outbox::offer);

        // When
        run.ended(RunEnded.Status.COMPLETED, "first");
        run.ended(RunEnded.Status.KILLED, "second");

        // Then
        assertThat(drain(outbox))
                .singleElement()
                .extracting(telemetry -> telemetry.getRunEnded().getReason())
                .isEqualTo("first");
    }

    @Test
    void messagesAreNumberedWithoutGaps() {
        // Given
        Outbox outbox = new Outbox(100, Long.MAX_VALUE);
        RunChannel run = new RunChannel("r", 42, outbox::offer);

        // When
        run.started(RunStarted.getDefaultInstance());
        steps(run, 0, 20);

        // Then
        List<Telemetry> messages = drain(outbox);
        assertThat(messages)
                .extracting(Telemetry::getSequence)
                .containsExactlyElementsOf(
                        IntStream.range(0, 21).mapToObj(Long::valueOf).toList());
        assertThat(messages).extracting(Telemetry::getAttempt).containsOnly(42L);
    }
}

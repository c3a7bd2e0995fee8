package dev.flatline.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flatline.events.v1.RunEnded;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SenderTest {

    private final List<String> console = new CopyOnWriteArrayList<>();
    private final List<Telemetry> arrived = new CopyOnWriteArrayList<>();
    private final Outbox outbox = new Outbox(10, Long.MAX_VALUE);
    private final RunChannel run = new RunChannel("r", 1, outbox::offer);
    private volatile Link.Handover answer = new Link.Handover.Taken();
    private volatile Exception failure;
    private volatile boolean closed;

    private final Link link = new Link() {
        @Override
        public Handover send(Message message, Outcome outcome) {
            if (answer instanceof Handover.Taken) {
                if (failure == null) {
                    arrived.add(message.telemetry());
                }
                outcome.decided(failure);
            }
            return answer;
        }

        @Override
        public void close(Duration longest) {
            closed = true;
        }
    };

    private final Sender sender = new Sender(outbox, link, new Reachability("broker:1", console::add));

    private void start() {
        Thread thread = new Thread(sender);
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void stop() {
        answer = new Link.Handover.Taken();
        failure = null;
        sender.finish(Duration.ofSeconds(5));
    }

    @Test
    void messagesArriveInOrder() {
        // Given
        run.started(RunStarted.getDefaultInstance());
        run.step(Step.newBuilder(), false, 0);

        // When
        start();

        // Then
        await().untilAsserted(() ->
                assertThat(arrived).extracting(Telemetry::getSequence).containsExactly(0L, 1L));
        assertThat(console).isEmpty();
    }

    @Test
    void whileTheBrokerIsAwayTheNewestAreKeptAndOneLineSaysSo() {
        // Given
        answer = new Link.Handover.NotNow("nobody there");
        run.started(RunStarted.getDefaultInstance());
        start();
        await().untilAsserted(() -> assertThat(console).hasSize(1));

        // When
        for (int i = 0; i < 50; i++) {
            run.step(Step.newBuilder().setIteration(i), false, 0);
        }
        answer = new Link.Handover.Taken();

        // Then
        await().untilAsserted(() -> assertThat(arrived).hasSize(11));
        assertThat(arrived.get(0).hasRunStarted()).isTrue();
        assertThat(arrived.get(10).getStep().getIteration()).isEqualTo(49);
        assertThat(run.report().getDropped()).isEqualTo(40);
        assertThat(console).hasSize(2);
        assertThat(console.get(0))
                .contains("cannot reach the broker at broker:1 (nobody there)")
                .contains("training goes on");
        assertThat(console.get(1)).contains("reached the broker at broker:1");
    }

    @Test
    void aStepThatIsLostOnItsWayIsCountedAndADescriptionIsSentAgain() {
        // Given
        failure = new TimeoutException("expired");
        run.step(Step.newBuilder(), false, 0);
        start();
        await().untilAsserted(() -> assertThat(run.report().getDropped()).isEqualTo(1));

        // When
        run.started(RunStarted.getDefaultInstance());
        await().untilAsserted(() -> assertThat(console).hasSize(1));
        failure = null;

        // Then
        await().untilAsserted(() ->
                assertThat(arrived).extracting(Telemetry::hasRunStarted).containsExactly(true));
        assertThat(run.report().getDropped()).isEqualTo(1);
    }

    @Test
    void aRefusedMessageIsCountedAndTheNextOneGoes() {
        // Given
        answer = new Link.Handover.Never("too large");
        run.step(Step.newBuilder(), false, 0);
        start();
        await().untilAsserted(() -> assertThat(run.report().getDropped()).isEqualTo(1));

        // When
        answer = new Link.Handover.Taken();
        run.step(Step.newBuilder().setIteration(7), false, 0);

        // Then
        await().untilAsserted(() -> assertThat(arrived)
                .singleElement()
                .extracting(t -> t.getStep().getIteration())
                .isEqualTo(7L));
    }

    @Test
    void finishingSendsWhatIsLeft() {
        // Given
        run.ended(RunEnded.Status.COMPLETED, "done");
        start();

        // When
        sender.finish(Duration.ofSeconds(5));

        // Then
        assertThat(arrived).singleElement().extracting(Telemetry::hasRunEnded).isEqualTo(true);
        assertThat(closed).isTrue();
    }

    @Test
    void finishingWithoutABrokerEndsInTime() {
        // Given
        answer = new Link.Handover.NotNow("nobody there");
        run.ended(RunEnded.Status.COMPLETED, "done");
        start();

        // When
        long begun = System.nanoTime();
        sender.finish(Duration.ofMillis(300));

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        assertThat(arrived).isEmpty();
    }
}

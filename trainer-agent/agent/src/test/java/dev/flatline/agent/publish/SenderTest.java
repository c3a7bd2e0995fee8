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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTest {

    private final List<String> console = new CopyOnWriteArrayList<>();
    private final List<Telemetry> arrived = new CopyOnWriteArrayList<>();
    private final Outbox outbox = new Outbox(10, Long.MAX_VALUE);
    private final RunChannel run =
            new RunChannel("r", 1, outbox::offer).reporting(new Holdings(this::bytes, () -> 0, () -> 0));
    private volatile Answer answer = new Answer.Yes();
    private volatile Answer outcome = new Answer.Yes();
    private volatile @Nullable Throwable thrown;
    private volatile boolean closed;

    private final Link link = new Link() {
        @Override
        public Answer send(Message message, Consumer<Answer> told) {
            Throwable toThrow = thrown;
            if (toThrow instanceof Error error) {
                throw error;
            } else if (toThrow != null) {
                throw (RuntimeException) toThrow;
            }
            if (answer instanceof Answer.Yes) {
                if (outcome instanceof Answer.Yes) {
                    arrived.add(message.telemetry());
                }
                told.accept(outcome);
            }
            return answer;
        }

        @Override
        public void abandon() {}

        @Override
        public void close(Duration longest) {
            closed = true;
        }
    };

    private final Reachability reachability = new Reachability("broker:1", console::add);
    private final Delivery delivery =
            new Delivery(new Delivery.Waiting(outbox, new Spool(SpoolLimit.NONE, console::add)), link, reachability);
    private final Sender sender = new Sender(delivery, reachability);

    private long bytes() {
        return delivery.bytes();
    }

    private void start() {
        Thread thread = new Thread(sender);
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void stop() {
        answer = new Answer.Yes();
        outcome = new Answer.Yes();
        thrown = null;
        sender.finish(Duration.ofSeconds(5), "the test ends");
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
        answer = new Answer.NotNow("nobody there");
        run.started(RunStarted.getDefaultInstance());
        start();
        await().untilAsserted(() -> assertThat(console).hasSize(1));

        // When
        for (int i = 0; i < 50; i++) {
            run.step(Step.newBuilder().setIteration(i), false, 0);
        }
        answer = new Answer.Yes();

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
    void whatIsLostOnItsWayIsSentAgainInOrder() {
        // Given
        outcome = new Answer.NotNow("connection lost");
        run.started(RunStarted.getDefaultInstance());
        run.step(Step.newBuilder(), false, 0);
        start();
        await().untilAsserted(() -> assertThat(console).hasSize(1));

        // When
        outcome = new Answer.Yes();

        // Then
        await().untilAsserted(() ->
                assertThat(arrived).extracting(Telemetry::getSequence).containsExactly(0L, 1L));
        assertThat(run.report().getDropped()).isZero();
        assertThat(console.get(0)).contains("(connection lost)");
    }

    @Test
    void whatIsKnownOfTheReasonIsNotCoveredUpByNoAnswer() {
        // Given
        answer = new Answer.NotNow("wrong password");
        run.step(Step.newBuilder(), false, 0);
        start();
        await().untilAsserted(() -> assertThat(run.report().getBufferBytes()).isPositive());

        // When
        sender.finish(Duration.ofMillis(100), "the process ends");

        // Then
        await().untilAsserted(() -> assertThat(console)
                .singleElement()
                .asString()
                .contains("the process ends")
                .contains("never reached (wrong password)"));
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, OutOfMemoryError.class, StackOverflowError.class})
    void anErrorCostsOneMessageWhichIsCountedAndTheNextOneGoes(Class<? extends Throwable> kind) throws Exception {
        // Given
        thrown = kind.getConstructor().newInstance();
        run.step(Step.newBuilder(), false, 0);
        start();
        await().untilAsserted(() -> assertThat(run.report().getDropped()).isEqualTo(1));

        // When
        thrown = null;
        run.step(Step.newBuilder(), false, 0);

        // Then
        await().untilAsserted(() ->
                assertThat(arrived).extracting(Telemetry::getSequence).containsExactly(1L));
        assertThat(run.report().getErrors()).isEqualTo(1);
        assertThat(run.report().getDropped()).isEqualTo(1);
    }

    @Test
    void errorsThatKeepComingSwitchTheSenderOffWithOneLineAndEveryLossIsCounted() {
        // Given
        thrown = new OutOfMemoryError("no heap");
        for (int i = 0; i < 8; i++) {
            run.step(Step.newBuilder(), false, 0);
        }

        // When
        start();

        // Then
        await().untilAsserted(() -> assertThat(run.report().getDropped()).isEqualTo(8));
        assertThat(run.report().getErrors()).isEqualTo(8);
        assertThat(run.report().getBufferBytes()).isZero();
        assertThat(console)
                .singleElement()
                .asString()
                .contains("no more telemetry")
                .contains("no heap");
        run.step(Step.newBuilder(), false, 0);
        await().untilAsserted(() -> assertThat(run.report().getDropped()).isEqualTo(9));
    }

    @Test
    void aRefusedMessageIsCountedAndTheNextOneGoes() {
        // Given
        answer = new Answer.Never("too large");
        run.step(Step.newBuilder(), false, 0);
        start();
        await().untilAsserted(() -> assertThat(run.report().getDropped()).isEqualTo(1));

        // When
        answer = new Answer.Yes();
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
        sender.finish(Duration.ofSeconds(5), "the process ends");

        // Then
        assertThat(arrived).singleElement().extracting(Telemetry::hasRunEnded).isEqualTo(true);
        assertThat(closed).isTrue();
    }

    @Test
    void finishingWithoutABrokerEndsInTime() {
        // Given
        answer = new Answer.NotNow("nobody there");
        run.ended(RunEnded.Status.COMPLETED, "done");
        start();

        // When
        long begun = System.nanoTime();
        sender.finish(Duration.ofMillis(300), "the process ends");

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        assertThat(arrived).isEmpty();
    }
}

package dev.flatline.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flatline.agent.Fault;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever goes wrong on the sender's thread: it costs what it met, is counted and told, and the rest arrives. */
class SenderFaultsTest {

    private final List<Telemetry> arrived = new CopyOnWriteArrayList<>();
    private final List<Throwable> told = new CopyOnWriteArrayList<>();
    private final Outbox outbox = new Outbox(100, Long.MAX_VALUE);
    private final RunChannel run = new RunChannel("r", 1, outbox::offer).telling(told::add);
    private volatile Fault ofTheLink;
    private volatile Fault ofItsEnd;

    private final Link link = new Link() {
        @Override
        public Answer send(Message message, Consumer<Answer> outcome) {
            if (ofTheLink != null) {
                ofTheLink.happen();
            }
            arrived.add(message.telemetry());
            outcome.accept(new Answer.Yes());
            return new Answer.Yes();
        }

        @Override
        public void abandon() {}

        @Override
        public void close(Duration longest) {
            if (ofItsEnd != null) {
                ofItsEnd.happen();
            }
        }
    };

    private final Sender sender = Senders.withoutSpool(outbox, link, line -> {});
    private final Thread thread = new Thread(sender);

    private void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void step(int iteration) {
        run.step(Step.newBuilder().setIteration(iteration), false, 0);
    }

    @AfterEach
    void stop() {
        sender.finish(Duration.ofSeconds(5), "the test ends");
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeWorkedOutIsLeftOutOfTheStep(Fault fault) {
        // Given
        Step.Builder step = Step.newBuilder().setIteration(7);
        run.step(new StepDraft(step, ready -> fault.happen(), 100), new RunChannel.Cost(0, false, 8, 1));
        start();

        // When
        step(8);

        // Then
        await().untilAsserted(() -> assertThat(arrived)
                .extracting(message -> message.getStep().getIteration())
                .containsExactly(7L, 8L));
        assertThat(run.report().getErrors()).isEqualTo(1);
        assertThat(run.report().getDropped()).isZero();
        assertThat(told).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aMessageThatTheLinkBreaksOnIsLostAndTheNextOneGoes(Fault fault) {
        // Given
        run.started(RunStarted.getDefaultInstance());
        start();
        await().untilAsserted(() -> assertThat(arrived).hasSize(1));
        ofTheLink = fault;
        step(0);
        await().untilAsserted(() -> assertThat(run.report().getDropped()).isEqualTo(1));

        // When
        ofTheLink = null;
        step(1);

        // Then
        await().untilAsserted(() -> assertThat(arrived)
                .last()
                .extracting(message -> message.getStep().getIteration())
                .isEqualTo(1L));
        assertThat(run.report().getErrors()).isEqualTo(1);
        assertThat(told).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aLinkThatCannotBeClosedEndsTheThreadAllTheSame(Fault fault) throws InterruptedException {
        // Given
        ofItsEnd = fault;
        start();

        // When
        sender.finish(Duration.ofSeconds(5), "the test ends");

        // Then
        thread.join(5_000);
        assertThat(thread.isAlive()).isFalse();
    }
}

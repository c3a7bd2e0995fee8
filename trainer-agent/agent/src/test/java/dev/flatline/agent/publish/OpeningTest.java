package dev.flatline.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flatline.events.v1.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A way to the broker that takes long to open, as where no name server answers. */
class OpeningTest {

    private static final int MEMORY = 100;

    @TempDir
    private Path folder;

    private final List<Long> arrived = new CopyOnWriteArrayList<>();
    private final List<String> console = new CopyOnWriteArrayList<>();
    private final Outbox outbox = new Outbox(MEMORY, Long.MAX_VALUE);
    private final RunChannel run = new RunChannel("r", 1, outbox::offer);
    private volatile Answer opening = new Answer.NotYet();
    private Spool spool;
    private Sender sender;

    private final Link link = new Link() {
        @Override
        public Answer open() {
            return opening;
        }

        @Override
        public Answer send(Message message, Consumer<Answer> outcome) {
            arrived.add(message.telemetry().getStep().getIteration());
            outcome.accept(new Answer.Yes());
            return new Answer.Yes();
        }

        @Override
        public void abandon() {}

        @Override
        public void close(Duration longest) {}
    };

    private void start() {
        spool = new Spool(new SpoolLimit(folder.resolve("spool"), 64L << 20), console::add);
        Reachability reachability = new Reachability("broker:1", console::add);
        sender = new Sender(new Delivery(new Delivery.Waiting(outbox, spool), link, reachability), reachability);
        Thread thread = new Thread(sender);
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void stop() {
        opening = new Answer.Yes();
        sender.finish(Duration.ofSeconds(5), "the test ends");
    }

    private void steps(int from, int to) {
        for (int i = from; i < to; i++) {
            run.step(Step.newBuilder().setIteration(i), false, 0);
        }
    }

    @Test
    void meanwhileNothingIsLostAndAfterwardsAllArrivesInOrder() {
        // Given
        start();
        for (int made = 0; made < 5 * MEMORY; made += MEMORY) {
            long all = (long) made + MEMORY;
            steps(made, made + MEMORY);
            await().until(() -> spool.waiting() == all);
        }

        // When
        opening = new Answer.Yes();

        // Then
        await().untilAsserted(() -> assertThat(arrived)
                .isEqualTo(LongStream.range(0, 5 * MEMORY).boxed().toList()));
        assertThat(run.report().getDropped()).isZero();
    }

    @Test
    void aLittleWaitsInMemoryAndNothingIsWrittenToDisk() {
        // Given
        start();
        steps(0, MEMORY / 4);

        // When
        opening = new Answer.Yes();

        // Then
        await().untilAsserted(() -> assertThat(arrived).hasSize(MEMORY / 4));
        assertThat(folder.resolve("spool")).doesNotExist();
        assertThat(console).isEmpty();
    }

    @Test
    void whatStoodInTheWayIsTold() {
        // Given
        opening = new Answer.NotNow("no such host");
        start();

        // When
        steps(0, 1);

        // Then
        await().untilAsserted(() -> assertThat(console)
                .singleElement()
                .asString()
                .contains("cannot reach the broker at broker:1 (no such host)"));
        assertThat(arrived).isEmpty();
    }
}

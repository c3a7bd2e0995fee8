package dev.flatline.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flatline.agent.AgentSettings;
import dev.flatline.agent.Fault;
import dev.flatline.agent.publish.BlockedBroker;
import dev.flatline.events.v1.Telemetry;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.dataset.DataSet;

/** Whoever stands still, the training does not: these tests come to their end only if it never waits. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class NeverInTheWayTest {

    private static final DataSet DATA = Nets.rows(8);

    private static void train(MultiLayerNetwork net, int updates) {
        for (int i = 0; i < updates; i++) {
            net.fit(DATA);
        }
    }

    @Test
    void aBrokerThatStandsStillHoldsNothingUpAndTheLossIsCounted() throws InterruptedException {
        try (BlockedBroker broker = new BlockedBroker(50, Long.MAX_VALUE)) {
            // Given
            MultiLayerNetwork net = Nets.mlp(1.0);
            ObservedTraining.of(net, broker.run());
            train(net, 1);
            broker.awaitBlocked();

            // When
            train(net, 199);

            // Then: one is with the link, 50 wait
            assertThat(broker.report().getCaptured()).isEqualTo(200);
            assertThat(broker.report().getDropped()).isEqualTo(149);
            broker.open();
            await().untilAsserted(() -> assertThat(broker.arrived()).hasSize(51));
            assertThat(broker.arrived().get(50).getStep().getIteration()).isEqualTo(199);
        }
    }

    @Test
    void standardErrorThatNobodyReadsHoldsNothingUp() {
        // Given
        StandingStream stream = new StandingStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(stream, true, StandardCharsets.UTF_8));
        try {
            // When: enough goes wrong for a line
            FaultyTraining training = new FaultyTraining(
                    new Faults(Faults.Place.GRADIENT_CALCULATION, Fault.EXCEPTION, Integer.MAX_VALUE));
            training.withListener(20);

            // Then
            assertThat(training.ends()).hasSize(1);
            stream.opened.countDown();
            await().untilAsserted(() -> assertThat(stream.written())
                    .containsOnlyOnce("flatline: watching stops after 5 errors inside the agent, training goes on"));
        } finally {
            stream.opened.countDown();
            System.setErr(before);
        }
    }

    @Test
    void theAgentsLockMayBeHeldForEver() throws InterruptedException {
        // Given
        List<Telemetry> messages = new ArrayList<>();
        Watch watch = Watch.into(AgentSettings.read(null), messages::add);
        HookedCore core = new HookedCore(watch);
        MultiLayerNetwork net = Nets.mlp(1.0);
        core.optimizing(net);
        train(net, 1);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Thread holder = new Thread(() -> hold(watch, held, over));
        holder.start();
        held.await();

        // When
        for (int i = 0; i < 50; i++) {
            core.optimizing(net);
            net.fit(DATA);
        }

        // Then
        assertThat(messages).filteredOn(Telemetry::hasStep).hasSize(51);
        over.countDown();
        holder.join();
    }

    private static void hold(Object lock, CountDownLatch held, CountDownLatch over) {
        synchronized (lock) {
            held.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void beforeABusySenderTheTrainingThreadNeverWaits() {
        try (BlockedBroker broker = new BlockedBroker(50, Long.MAX_VALUE)) {
            // Given
            broker.open();
            MultiLayerNetwork net = Nets.mlp(1.0);
            MeteredListener metered = new MeteredListener(ObservedTraining.notListening(net, broker.run()));
            net.addListeners(metered);
            train(net, 50);
            metered.reset();

            // When
            train(net, 500);

            // Then
            assertThat(metered.waits()).isZero();
            await().untilAsserted(() -> assertThat(broker.arrived()).hasSizeGreaterThan(100));
        }
    }

    @Test
    void anUpdateAllocatesAsMuchAfterThousandsAsAfterHundreds() {
        try (BlockedBroker broker = new BlockedBroker(50, Long.MAX_VALUE)) {
            // Given: a full queue
            MultiLayerNetwork net = Nets.mlp(1.0);
            MeteredListener metered = new MeteredListener(ObservedTraining.notListening(net, broker.run()));
            net.addListeners(metered);
            train(net, 200);

            // When
            metered.reset();
            train(net, 200);
            long early = metered.allocated();
            train(net, 1_500);
            metered.reset();
            train(net, 200);
            long late = metered.allocated();

            // Then
            assertThat(early).isPositive();
            assertThat(late).isLessThan(early + early / 10);
        }
    }

    /** A pipe that is full. */
    private static final class StandingStream extends OutputStream {

        private final CountDownLatch opened = new CountDownLatch(1);
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();

        @Override
        public void write(int character) {
            try {
                opened.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            written.write(character);
        }

        String written() {
            return written.toString(StandardCharsets.UTF_8);
        }
    }
}

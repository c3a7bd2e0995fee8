package dev.flatline.agent.publish;

import dev.flatline.events.v1.AgentReport;
import dev.flatline.events.v1.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** The agent's queue and its sender's thread, before a link that stands still in the middle of a message until opened. */
public final class BlockedBroker implements AutoCloseable {

    private final List<Telemetry> arrived = new CopyOnWriteArrayList<>();
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch blocked = new CountDownLatch(1);
    private final Outbox outbox;
    private final RunChannel run;
    private final Sender sender;

    /** Before a queue for so many messages and bytes. */
    public BlockedBroker(int mostMessages, long mostBytes) {
        outbox = new Outbox(mostMessages, mostBytes);
        run = new RunChannel("run", 1, outbox::offer);
        sender = Senders.withoutSpool(outbox, new BlockedLink(), line -> {});
        Thread thread = new Thread(sender, "blocked-sender");
        thread.setDaemon(true);
        thread.start();
    }

    public RunChannel run() {
        return run;
    }

    /** Waits until the sender's thread stands still. */
    public void awaitBlocked() throws InterruptedException {
        blocked.await();
    }

    public void open() {
        opened.countDown();
    }

    /** Throws away what waits. */
    public void forget() {
        for (Message message = outbox.take(); message != null; message = outbox.take()) {
            message.run().lost();
        }
    }

    /** What has arrived since it was opened. */
    public List<Telemetry> arrived() {
        return arrived;
    }

    public AgentReport report() {
        return run.report();
    }

    @Override
    public void close() {
        open();
        sender.finish(Duration.ofSeconds(5), "the test ends");
    }

    private final class BlockedLink implements Link {

        @Override
        public Answer send(Message message, Consumer<Answer> outcome) {
            blocked.countDown();
            try {
                opened.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            arrived.add(message.telemetry());
            outcome.accept(new Answer.Yes());
            return new Answer.Yes();
        }

        @Override
        public void abandon() {}

        @Override
        public void close(Duration longest) {}
    }
}

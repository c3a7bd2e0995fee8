package dev.flatline.agent.publish;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Everything between the training thread and the broker: one queue, one daemon thread, one producer for all runs of a
 * JVM, started when the first run opens.
 *
 * <p>When the JVM ends, every open run is closed with what {@link OpenRun#end} says, and what is queued is sent: within
 * 3 seconds, or 1 second if the broker was never reached.
 */
public final class Publisher {

    private static final int MOST_MESSAGES = 2048;
    private static final long MOST_BYTES = 16L * 1024 * 1024;
    private static final Duration TO_FINISH = Duration.ofSeconds(3);
    private static final Duration TO_FINISH_UNREACHED = Duration.ofSeconds(1);

    private final Outbox outbox = new Outbox(MOST_MESSAGES, MOST_BYTES);
    private final List<OpenRun> open = new CopyOnWriteArrayList<>();
    private final Reachability reachability;
    private final Sender sender;

    private Publisher(String bootstrapServers, String clientId, Consumer<String> console) {
        reachability = new Reachability(bootstrapServers, console);
        sender = new Sender(outbox, new KafkaLink(bootstrapServers, clientId), reachability);
    }

    /**
     * Starts the sender thread; the producer itself is made there.
     *
     * @param console takes the few lines a user must see
     */
    public static Publisher start(String bootstrapServers, String clientId, Consumer<String> console) {
        Publisher publisher = new Publisher(bootstrapServers, clientId, console);
        Thread thread = new Thread(publisher.sender, "flatline-agent-sender");
        thread.setDaemon(true);
        // Kafka finds its own classes through this loader, and fails for good if the first look goes elsewhere.
        thread.setContextClassLoader(Publisher.class.getClassLoader());
        thread.start();
        Runtime.getRuntime().addShutdownHook(new Thread(publisher::finish, "flatline-agent-end"));
        return publisher;
    }

    /** Opens a run whose messages carry this id and attempt. */
    public RunChannel open(String runId, long attempt) {
        return new RunChannel(runId, attempt, outbox::offer);
    }

    /** Has a run ended by {@code run} when the JVM ends. */
    public void endWithProcess(OpenRun run) {
        open.add(run);
    }

    /** Forgets a run that has ended by itself. */
    public void forget(OpenRun run) {
        open.remove(run);
    }

    private void finish() {
        open.forEach(OpenRun::end);
        sender.finish(reachability.everThere() ? TO_FINISH : TO_FINISH_UNREACHED);
    }

    /** A run that may still be open when the JVM ends. */
    @FunctionalInterface
    public interface OpenRun {

        /** Sends the run's end, as far as it can be told now. Must not throw. */
        void end();
    }
}

package dev.flatline.agent.publish;

import dev.flatline.agent.settings.Security;
import dev.flatline.events.v1.Command;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything between the training thread and the broker: one queue, one daemon thread, one producer for all runs of a
 * JVM, started when the first run opens.
 *
 * <p>When the JVM ends, every open run is closed with what {@link OpenRun#end} says, and what is queued is sent: within
 * 3 seconds, or 1 second if the broker was never reached; what could not be sent stays on disk.
 */
public final class Publisher {

    private static final int MOST_MESSAGES = 2048;
    private static final long MOST_BYTES = 16L * 1024 * 1024;
    private static final Duration TO_FINISH = Duration.ofSeconds(3);
    private static final Duration TO_FINISH_UNREACHED = Duration.ofSeconds(1);

    /** Nobody's process waits for it, and a connection that is just being made may be worth it. */
    private static final Duration TO_DETACH = Duration.ofSeconds(10);

    private static final Duration TO_DETACH_UNREACHED = Duration.ofSeconds(4);
    private static final Duration TO_CLOSE = Duration.ofSeconds(10);

    private final Outbox outbox = new Outbox(MOST_MESSAGES, MOST_BYTES);
    private final List<OpenRun> open = new CopyOnWriteArrayList<>();
    private final Reachability reachability;
    private final Sender sender;
    private final Holdings holdings;
    private final AtomicBoolean lossesTold = new AtomicBoolean();
    private final Thread sending;
    private final Destination destination;
    private final Consumer<String> console;
    private @Nullable CommandReader reader;
    private final Thread ending = new Thread(this::finish, "flatline-agent-end");

    private Publisher(Destination to, Consumer<String> console) {
        destination = to;
        this.console = console;
        reachability = new Reachability(to.bootstrapServers(), console);
        Spool spool = new Spool(to.spool(), console);
        Link link = new KafkaLink(to.bootstrapServers(), to.clientId(), to.security());
        Delivery delivery = new Delivery(new Delivery.Waiting(outbox, spool), link, reachability);
        sender = new Sender(delivery, reachability);
        holdings = new Holdings(delivery::bytes, spool::waiting, spool::lostEarlier);
        sending = new Thread(sender, "flatline-agent-sender");
        sending.setDaemon(true);
        // Kafka finds its own classes through this loader, and fails for good if the first look goes elsewhere.
        sending.setContextClassLoader(Publisher.class.getClassLoader());
    }

    /**
     * Starts the sender thread; the producer itself is made there.
     *
     * @param console takes the few lines a user must see
     */
    public static Publisher start(Destination to, Consumer<String> console) {
        Publisher publisher = new Publisher(to, console);
        publisher.sending.start();
        Runtime.getRuntime().addShutdownHook(publisher.ending);
        return publisher;
    }

    /** Listens for commands of whatever run from now on, on a thread of its own. */
    public void obey(Consumer<Command> taker) {
        reader = new CommandReader(destination, taker, console).start();
    }

    /** Opens a run whose messages carry this id and attempt. The first one tells of what earlier processes lost. */
    public RunChannel open(String runId, long attempt) {
        RunChannel run = new RunChannel(runId, attempt, outbox::offer);
        return run.reporting(lossesTold.getAndSet(true) ? holdings.withoutLosses() : holdings);
    }

    /** Has a run ended by {@code run} when the JVM ends. */
    public void endWithProcess(OpenRun run) {
        open.add(run);
    }

    /** Forgets a run that has ended by itself. */
    public void forget(OpenRun run) {
        open.remove(run);
    }

    /** Sends what is queued, and leaves no thread and no hook behind: for when the JVM goes on. */
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
            if (reader != null) {
                reader.close(TO_CLOSE);
            }
            sender.finish(reachability.everThere() ? TO_DETACH : TO_DETACH_UNREACHED, "the agent is taken out");
            // The threads of a producer that is being closed still load classes, which must be there.
            sending.join(TO_CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            // The JVM is going down, and the hook does the same.
            return;
        }
    }

    private void finish() {
        open.forEach(OpenRun::end);
        sender.finish(timeToFinish(), "the process ends");
    }

    private Duration timeToFinish() {
        return reachability.everThere() ? TO_FINISH : TO_FINISH_UNREACHED;
    }

    /** The broker, how the agent shows itself there, and where telemetry waits for it. */
    public record Destination(String bootstrapServers, String clientId, Security security, SpoolLimit spool) {}

    /** A run that may still be open when the JVM ends. */
    @FunctionalInterface
    public interface OpenRun {

        /** Sends the run's end, as far as it can be told now. Must not throw. */
        void end();
    }
}

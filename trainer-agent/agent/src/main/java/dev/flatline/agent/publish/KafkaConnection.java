package dev.flatline.agent.publish;

import dev.flatline.events.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.PartitionInfo;
import org.jspecify.annotations.Nullable;

/**
 * The producer, made, asked for its topics and closed on a thread of its own, since each of these may wait: for a name
 * server, for a broker, or for a thread of the producer that waits for one of these. There is one such thread at a time,
 * and so one producer. Used by the sender thread, but for {@link #renew}.
 */
final class KafkaConnection {

    private static final List<String> TOPICS = List.of(Topics.RUNS.name(), Topics.TELEMETRY.name());

    /** What an abandoned producer gets to tell of what has arrived. */
    private static final Duration TO_DROP = Duration.ofMillis(50);

    private final Map<String, Object> configuration;
    private final ExecutorService errands = Executors.newSingleThreadExecutor(KafkaConnection::thread);
    private Future<?> errand = CompletableFuture.completedFuture(null);
    private volatile @Nullable Producer<byte[], byte[]> producer;
    private volatile @Nullable Answer outcome;
    private volatile boolean spoilt;

    KafkaConnection(Map<String, Object> configuration) {
        this.configuration = configuration;
    }

    private static Thread thread(Runnable work) {
        Thread made = new Thread(work, "flatline-agent-connection");
        made.setDaemon(true);
        return made;
    }

    /** The answer of {@link Link#open}. */
    Answer open() {
        if (spoilt) {
            spoilt = false;
            drop();
        }
        if (!errand.isDone()) {
            return new Answer.NotYet();
        }
        Answer known = outcome;
        if (known instanceof Answer.NotNow) {
            outcome = null;
            return known;
        }
        if (known instanceof Answer.Yes && producer != null) {
            return known;
        }
        errand = errands.submit(this::connect);
        return new Answer.NotYet();
    }

    private void connect() {
        try {
            Producer<byte[], byte[]> made = producer;
            if (made == null) {
                made = new KafkaProducer<>(configuration);
                producer = made;
            }
            for (String topic : TOPICS) {
                List<PartitionInfo> unused = made.partitionsFor(topic);
            }
            outcome = new Answer.Yes();
        } catch (Throwable e) {
            outcome = outcome(e);
        }
    }

    private Answer outcome(Throwable failure) {
        Answer answer = KafkaFailure.answer(failure);
        spoilt = producer != null && KafkaFailure.spoilsProducer(failure);
        if (answer instanceof Answer.Never never) {
            // A topic that is refused is told with each message that is meant for it.
            return producer == null ? new Answer.NotNow(never.reason()) : new Answer.Yes();
        }
        return answer;
    }

    /** The one that {@link #open} has said yes of. */
    Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> known = producer;
        if (known == null) {
            throw new IllegalStateException("no connection is open");
        }
        return known;
    }

    /** Has the producer replaced before the next message. Thread-safe. */
    void renew() {
        spoilt = true;
    }

    /** Has the topics asked for again before the next message. */
    void ask() {
        outcome = null;
    }

    /** Closes the producer without waiting for what it has. */
    void drop() {
        Producer<byte[], byte[]> old = producer;
        producer = null;
        outcome = null;
        if (old != null) {
            errand = errands.submit(() -> old.close(Duration.ZERO));
            await(TO_DROP);
        }
    }

    /** Ends what is under way, within about this time if no name server holds it up. */
    void close(Duration longest) {
        Producer<byte[], byte[]> old = producer;
        producer = null;
        if (old != null) {
            errands.execute(() -> old.close(longest));
        }
        errands.shutdown();
        await(longest.plus(TO_DROP));
    }

    private void await(Duration longest) {
        try {
            if (errands.isShutdown()) {
                boolean unused = errands.awaitTermination(longest.toNanos(), TimeUnit.NANOSECONDS);
            } else {
                errand.get(longest.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // It goes on, or is over, without us.
            return;
        }
    }
}

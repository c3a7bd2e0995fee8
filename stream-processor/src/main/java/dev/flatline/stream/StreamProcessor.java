package dev.flatline.stream;

import dev.flatline.stream.metrics.MetricsServer;
import dev.flatline.stream.rules.Rules;
import dev.flatline.stream.topology.TrainingTopology;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running stream processor: the topology on its threads, and {@code /metrics}. */
public final class StreamProcessor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamProcessor.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final MetricsServer metrics;
    private final KafkaStreams streams;
    private final CountDownLatch running = new CountDownLatch(1);

    private StreamProcessor(MetricsServer metrics, StreamProcessorConfig config, Supplier<Rules> rules) {
        this.metrics = metrics;
        this.streams = new KafkaStreams(TrainingTopology.build(metrics, rules), config.properties());
        streams.setUncaughtExceptionHandler(StreamProcessor::replaceThread);
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING || now.hasCompletedShutdown()) {
                running.countDown();
            }
        });
        metrics.bind(streams);
    }

    /**
     * Starts, and returns when messages are being processed. The topics of {@link dev.flatline.events.Topics} must
     * exist.
     *
     * @param rules asked for at every message, so that they may change at any time
     * @throws IOException if the metrics port is taken, or the processor does not come up, with what to do
     */
    public static StreamProcessor start(StreamProcessorConfig config, Supplier<Rules> rules) throws IOException {
        StreamProcessor processor = new StreamProcessor(listen(config), config, rules);
        processor.streams.start();
        if (!processor.isUp()) {
            processor.close();
            throw new IOException("the stream processor did not start within " + START_LIMIT.toSeconds() + " s with "
                    + config.bootstrapServers() + ": check that the brokers answer and that the topics exist");
        }
        return processor;
    }

    /** With every detector as it is. */
    public static StreamProcessor start(StreamProcessorConfig config) throws IOException {
        return start(config, () -> Rules.STANDARD);
    }

    private static MetricsServer listen(StreamProcessorConfig config) throws IOException {
        try {
            return new MetricsServer(config.metricsAddress(), config.metricsPort());
        } catch (IOException e) {
            throw new IOException(
                    "cannot serve /metrics on " + config.metricsAddress() + ":" + config.metricsPort() + " ("
                            + e.getMessage() + "): choose another port",
                    e);
        }
    }

    private boolean isUp() {
        try {
            return running.await(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    && streams.state().isRunningOrRebalancing();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static StreamThreadExceptionResponse replaceThread(Throwable failure) {
        LOG.error("a stream thread failed and is being replaced", failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Where {@code /metrics} listens. */
    public int metricsPort() {
        return metrics.port();
    }

    /** Stops, and leaves the consumer group, so that others take over at once. */
    @Override
    public void close() {
        streams.close(CloseOptions.timeout(STOP_LIMIT)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        metrics.close();
    }
}

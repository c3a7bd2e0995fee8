package dev.flatline.stream;

import dev.flatline.stream.metrics.MetricsServer;
import dev.flatline.stream.query.QueryApi;
import dev.flatline.stream.query.RecentSteps;
import dev.flatline.stream.rules.Rules;
import dev.flatline.stream.serve.WebServer;
import dev.flatline.stream.topology.PutAside;
import dev.flatline.stream.topology.StoredRuns;
import dev.flatline.stream.topology.TrainingTopology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** A running stream processor: the topology on its threads, {@code /metrics}, health and the query API. */
public final class StreamProcessor implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final WebServer web;
    private final MetricsServer metrics;
    private final KafkaStreams streams;
    private final Failures failures = new Failures(Clock.systemUTC());
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    private StreamProcessor(WebServer web, StreamProcessorConfig config, Supplier<Rules> rules) {
        this.web = web;
        this.metrics = new MetricsServer(web);
        RecentSteps recent = new RecentSteps();
        String advertised = advertised(config, web);
        Properties properties = config.properties(advertised);
        properties.put(PutAside.METRICS, metrics);
        this.streams = new KafkaStreams(TrainingTopology.build(metrics.and(recent::add), rules), properties);
        streams.setUncaughtExceptionHandler(failures);
        streams.setStateListener(this::changed);
        metrics.bind(streams);
        web.addOpen("/health", new Health(streams, KafkaStreams.State::isRunningOrRebalancing));
        web.addOpen("/ready", new Health(streams, state -> state == KafkaStreams.State.RUNNING));
        web.add(QueryApi.PATH, new QueryApi(new StoredRuns(streams, advertised), recent, config.web()));
    }

    private static String advertised(StreamProcessorConfig config, WebServer web) {
        String given = config.instance().advertised();
        if (given != null) {
            return given;
        }
        String address = config.web().address();
        boolean everywhere = address.equals("0.0.0.0") || address.equals("::");
        String host = everywhere ? hostName() : address;
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + web.port();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private void changed(KafkaStreams.State now, KafkaStreams.State before) {
        if (now == KafkaStreams.State.RUNNING || now.hasCompletedShutdown()) {
            running.countDown();
        }
        if (now.hasCompletedShutdown()) {
            over.countDown();
        }
    }

    /**
     * Starts, and returns when messages are being processed. The topics of {@link dev.flatline.events.Topics} must
     * exist.
     *
     * @param rules asked for at every message, so that they may change at any time
     * @throws IOException if the metrics port is taken, or the processor does not come up, with what to do
     */
    public static StreamProcessor start(StreamProcessorConfig config, Supplier<Rules> rules) throws IOException {
        StreamProcessor processor = new StreamProcessor(WebServer.open(config.web()), config, rules);
        processor.web.start();
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

    private boolean isUp() {
        try {
            return running.await(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    && streams.state().isRunningOrRebalancing();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Where {@code /metrics} listens. */
    public int metricsPort() {
        return web.port();
    }

    /** The HTTP server of this process; more may be added to it. */
    public WebServer web() {
        return web;
    }

    /** Waits until it no longer processes anything, closed or not. */
    public void join() throws InterruptedException {
        over.await();
    }

    /** Why it ended by itself; {@code null} if it did not. */
    public @Nullable Throwable failure() {
        return streams.state() == KafkaStreams.State.ERROR ? failures.last() : null;
    }

    /** Stops, and leaves the consumer group, so that others take over at once. */
    @Override
    public void close() {
        streams.close(CloseOptions.timeout(STOP_LIMIT)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        over.countDown();
        metrics.close();
        web.close();
    }
}

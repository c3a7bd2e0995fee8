package dev.flatline.live;

import dev.flatline.live.collect.CollectedRuns;
import dev.flatline.live.collect.Collector;
import dev.flatline.live.serve.PageAddress;
import dev.flatline.live.serve.PageServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** The live page of what is on some brokers. */
public final class LivePage implements AutoCloseable {

    private final PageServer server;
    private final Collector collector;

    private LivePage(PageServer server, Collector collector) {
        this.server = server;
        this.collector = collector;
    }

    /**
     * What there is to see.
     *
     * @param brokers settings of Kafka clients; the brokers answer and have the topics
     * @param past how far back to begin
     */
    public record Source(Map<String, Object> brokers, Duration past) {}

    /**
     * Begins to collect and to serve.
     *
     * @throws IOException if the port cannot be had
     */
    public static LivePage open(Source source, PageAddress address, CollectedRuns runs) throws IOException {
        PageServer server = new PageServer(address, runs);
        try {
            return new LivePage(server, new Collector(source.brokers(), source.past(), runs));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Where to look. */
    public String url() {
        return server.url();
    }

    /** Takes in all that has been written until now, and nothing later; what there is goes on being served. */
    public void settle() {
        collector.close();
    }

    @Override
    public void close() {
        collector.close();
        server.close();
    }
}

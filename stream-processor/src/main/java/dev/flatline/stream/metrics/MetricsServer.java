package dev.flatline.stream.metrics;

import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.RunSignals;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** {@code /metrics} over HTTP: the runs' gauges and the process's own meters, in one registry. */
public final class MetricsServer implements PipelineMetrics, AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RunGauges runs = new RunGauges(Clock.systemUTC());
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final Counter processed;
    private final Counter repeated;
    private final Counter deadLetters;
    private final HTTPServer server;
    private @Nullable KafkaStreamsMetrics streams;

    /**
     * Starts to listen.
     *
     * @param address where, as a host name or address: "127.0.0.1" for this machine only
     * @param port which port; 0 for any that is free
     * @throws IOException if the port cannot be had
     */
    public MetricsServer(String address, int port) throws IOException {
        processed = counter("flatline.steps.processed", "Steps that passed all stages.");
        repeated = counter("flatline.messages.repeated", "Telemetry messages seen before, and left out.");
        deadLetters = counter("flatline.dead.letters", "Messages that could not be read.");
        registry.getPrometheusRegistry().register(runs);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
        server = HTTPServer.builder()
                .inetAddress(InetAddress.getByName(address))
                .port(port)
                .registry(registry.getPrometheusRegistry())
                .buildAndStart();
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    /** Adds the meters of Kafka Streams and its clients, lag included. */
    public void bind(KafkaStreams kafkaStreams) {
        streams = new KafkaStreamsMetrics(kafkaStreams);
        streams.bindTo(registry);
    }

    public int port() {
        return server.getPort();
    }

    @Override
    public void processed(Telemetry message) {
        if (message.hasStep()) {
            processed.increment();
        }
    }

    @Override
    public void deadLetter() {
        deadLetters.increment();
    }

    @Override
    public void repeated() {
        repeated.increment();
    }

    @Override
    public void show(RunSignals signals) {
        runs.show(signals);
    }

    @Override
    public void close() {
        server.close();
        if (streams != null) {
            streams.close();
        }
        garbageCollection.close();
        registry.close();
    }
}

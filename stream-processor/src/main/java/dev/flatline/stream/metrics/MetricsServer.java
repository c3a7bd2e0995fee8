package dev.flatline.stream.metrics;

import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.RunSignals;
import dev.flatline.stream.serve.WebServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import java.time.Clock;
import java.util.function.Consumer;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** {@code /metrics}: the runs' gauges and the process's own meters, in one registry. */
public final class MetricsServer implements PipelineMetrics, AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RunGauges runs = new RunGauges(Clock.systemUTC());
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final Counter processed;
    private final Counter repeated;
    private final Counter deadLetters;
    private final Counter statesLost;
    private @Nullable KafkaStreamsMetrics streams;

    /** Adds {@code /metrics} to a server. */
    public MetricsServer(WebServer web) {
        processed = counter("flatline.steps.processed", "Steps that passed all stages.");
        repeated = counter("flatline.messages.repeated", "Telemetry messages seen before, and left out.");
        deadLetters = counter("flatline.dead.letters", "Messages that could not be read.");
        statesLost = counter("flatline.states.lost", "States of runs that could not be read.");
        registry.getPrometheusRegistry().register(runs);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
        web.add("/metrics", new MetricsHandler(registry.getPrometheusRegistry()));
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    /** Adds the meters of Kafka Streams and its clients, lag included. */
    public void bind(KafkaStreams kafkaStreams) {
        streams = new KafkaStreamsMetrics(kafkaStreams);
        streams.bindTo(registry);
    }

    /** The same, which also shows every message that has passed all stages to somebody else. */
    public PipelineMetrics and(Consumer<Telemetry> listener) {
        return new Also(this, listener);
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
    public void stateLost() {
        statesLost.increment();
    }

    @Override
    public void forget(String run) {
        runs.forget(run);
    }

    @Override
    public void close() {
        if (streams != null) {
            streams.close();
        }
        garbageCollection.close();
        registry.close();
    }
}

package dev.flatline.stream.metrics;

import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.RunSignals;
import java.util.function.Consumer;

/** Metrics, and somebody else who wants to see the messages. */
record Also(PipelineMetrics metrics, Consumer<Telemetry> listener) implements PipelineMetrics {

    @Override
    public void processed(Telemetry message) {
        metrics.processed(message);
        listener.accept(message);
    }

    @Override
    public void deadLetter() {
        metrics.deadLetter();
    }

    @Override
    public void repeated() {
        metrics.repeated();
    }

    @Override
    public void show(RunSignals signals) {
        metrics.show(signals);
    }

    @Override
    public void stateLost() {
        metrics.stateLost();
    }

    @Override
    public void forget(String run) {
        metrics.forget(run);
    }
}

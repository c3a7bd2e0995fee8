package dev.flatline.stream.metrics;

import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.RunSignals;

/** What the topology tells about its own work while it does it. Called on stream threads; must be quick. */
public interface PipelineMetrics {

    /** A message has passed all stages. */
    void processed(Telemetry message);

    /** A message could not be read and went to the dead-letter topic. */
    void deadLetter();

    /** A message had been seen before, or came from an attempt that has been replaced, and was left out. */
    void repeated();

    /** A run as it stands now. */
    void show(RunSignals signals);
}

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

    /** The state of a run could not be read, and the run begins anew. */
    void stateLost();

    /** A run that is none of this instance's any more, or forgotten. */
    void forget(String run);
}

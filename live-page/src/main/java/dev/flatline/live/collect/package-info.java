/**
 * What is kept of runs for people to look at: bounded, however long a training goes on.
 *
 * <p>In: telemetry, signals, alerts. Out: {@link dev.flatline.live.collect.CollectedRuns}, which says what has changed since a version.
 * Only {@link dev.flatline.live.collect.Collector} knows Kafka.
 */
@NullMarked
package dev.flatline.live.collect;

import org.jspecify.annotations.NullMarked;

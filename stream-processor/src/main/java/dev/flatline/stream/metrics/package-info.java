/**
 * What Prometheus sees: gauges of every run and layer, counters of the pipeline, and those of JVM and Kafka Streams.
 *
 * <p>In: signals of runs. Out: {@code /metrics}. The table of names is in {@code grafana/metrics.md}.
 */
@NullMarked
package dev.flatline.stream.metrics;

import org.jspecify.annotations.NullMarked;

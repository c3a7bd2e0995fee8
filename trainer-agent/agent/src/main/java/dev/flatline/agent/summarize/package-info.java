/**
 * Statistics of one update: numbers in, wire messages out.
 *
 * <p>In: arrays of floats, or blocks that can be read in pieces. Out: the summaries of {@code telemetry.proto}. One
 * class for each family of statistics; no DL4J, no Kafka, no clock.
 */
@NullMarked
package dev.flatline.agent.summarize;

import org.jspecify.annotations.NullMarked;

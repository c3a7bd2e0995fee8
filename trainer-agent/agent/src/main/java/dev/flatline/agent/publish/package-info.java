/**
 * From the training thread to Kafka, without the training ever waiting.
 *
 * <p>In: descriptions, steps and ends of runs. Out: records on {@code flatline.telemetry} and {@code flatline.runs}.
 * The training thread only puts messages into a bounded queue; one daemon thread does the rest, and keeps on disk what
 * cannot be sent.
 */
@NullMarked
package dev.flatline.agent.publish;

import org.jspecify.annotations.NullMarked;

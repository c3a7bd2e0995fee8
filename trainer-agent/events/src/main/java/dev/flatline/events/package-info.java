/**
 * What a training run says about itself, as bytes and back.
 *
 * <p>In: {@link dev.flatline.events.v1.Telemetry} messages made by the trainer agent. Out: the same messages in the
 * stream processor. The contract is {@code flatline/v1/telemetry.proto}; it knows neither Kafka nor DL4J.
 */
@NullMarked
package dev.flatline.events;

import org.jspecify.annotations.NullMarked;

/**
 * Watches a DL4J training from inside its JVM.
 *
 * <p>In: the training, by {@link dev.flatline.agent.FlatlineAgent} ({@code -javaagent:}, no line of code changed) or
 * {@link dev.flatline.agent.FlatlineListener} (one line). Out: telemetry on Kafka. The stages are {@code attach},
 * {@code observe}, {@code summarize} and {@code publish}; {@code budget} keeps them cheap.
 */
@NullMarked
package dev.flatline.agent;

import org.jspecify.annotations.NullMarked;

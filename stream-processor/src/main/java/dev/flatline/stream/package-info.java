/**
 * The stream processor as a process: its configuration, its wiring, and what it tells the world.
 *
 * <p>In: {@code flatline.telemetry}. Out: {@code flatline.alerts}, {@code flatline.signals} and {@code /metrics}.
 */
@NullMarked
package dev.flatline.stream;

import org.jspecify.annotations.NullMarked;

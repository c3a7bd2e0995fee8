/**
 * The telemetry of a command's runs in a file, while they go on.
 *
 * <p>In: the telemetry topic. Out: a recording, see {@link dev.flatline.stream.recording}.
 */
@NullMarked
package dev.flatline.cli.record;

import org.jspecify.annotations.NullMarked;

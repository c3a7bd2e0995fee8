/**
 * Recorded telemetry, judged again.
 *
 * <p>In: messages from files or a topic, rules. Out: what became of the runs, or what other rules would change.
 */
@NullMarked
package dev.flatline.cli.replay;

import org.jspecify.annotations.NullMarked;

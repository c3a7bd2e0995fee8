/**
 * Watching a command from its start to the last word about it.
 *
 * <p>In: a command and how to watch it. Out: its exit code, what was said while it ran, a report.
 */
@NullMarked
package dev.flatline.cli.watch;

import org.jspecify.annotations.NullMarked;

/**
 * Alerts as text for a person at a terminal.
 *
 * <p>In: announcements. Out: a block, or one line, on a print stream.
 */
@NullMarked
package dev.flatline.alerting.notify.console;

import org.jspecify.annotations.NullMarked;

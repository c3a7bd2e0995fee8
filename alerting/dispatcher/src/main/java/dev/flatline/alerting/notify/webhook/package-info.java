/**
 * Alerts as JSON for a program behind a URL.
 *
 * <p>In: announcements. Out: one HTTP POST each.
 */
@NullMarked
package dev.flatline.alerting.notify.webhook;

import org.jspecify.annotations.NullMarked;

/**
 * Telling people: one {@link dev.flatline.alerting.notify.Channel} for each way to reach them, and the one place that
 * tries again.
 *
 * <p>In: routed announcements. Out: an {@link dev.flatline.alerting.notify.Outcome} for each, counted in {@link
 * dev.flatline.alerting.notify.Deliveries}.
 */
@NullMarked
package dev.flatline.alerting.notify;

import org.jspecify.annotations.NullMarked;

/**
 * Alerts as annotations in Grafana: a region on the dashboard of a run, from firing to resolved.
 *
 * <p>In: messages. Out: an annotation that is made when an episode fires and given its end when it resolves.
 */
@NullMarked
package dev.flatline.alerting.notify.grafana;

import org.jspecify.annotations.NullMarked;

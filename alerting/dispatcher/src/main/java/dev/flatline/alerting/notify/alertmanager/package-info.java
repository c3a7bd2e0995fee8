/**
 * Alerts for a Prometheus Alertmanager, which then groups, silences and sends them by its own rules.
 *
 * <p>In: messages, and again and again all that fires. Out: posts to its API version 2.
 */
@NullMarked
package dev.flatline.alerting.notify.alertmanager;

import org.jspecify.annotations.NullMarked;

/**
 * Alerts for whoever is on call, through PagerDuty's Events API version 2.
 *
 * <p>In: messages. Out: a trigger or a resolve event each.
 */
@NullMarked
package dev.flatline.alerting.notify.pagerduty;

import org.jspecify.annotations.NullMarked;

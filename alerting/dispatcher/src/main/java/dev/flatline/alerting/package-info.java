/**
 * Alerts to people: group, mute, route, notify.
 *
 * <p>In: {@link dev.flatline.alert.Alert}s from the alerts topic. Out: messages on channels people look at. {@link
 * dev.flatline.alerting.AlertPipeline} is the picture; {@link dev.flatline.alerting.AlertDispatcher} is the only class
 * that knows Kafka.
 */
@NullMarked
package dev.flatline.alerting;

import org.jspecify.annotations.NullMarked;

/**
 * What need not be told at length because its cause has been told.
 *
 * <p>In: a group of alerts of one run. Out: the same alerts as announcements, in full or muted. Knows no Kafka and no
 * clock.
 */
@NullMarked
package dev.flatline.alerting.mute;

import org.jspecify.annotations.NullMarked;

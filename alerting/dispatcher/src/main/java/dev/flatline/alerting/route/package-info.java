/**
 * Which announcement goes to which channel.
 *
 * <p>In: announcements. Out: announcement and channel name. Knows no Kafka and no clock.
 */
@NullMarked
package dev.flatline.alerting.route;

import org.jspecify.annotations.NullMarked;

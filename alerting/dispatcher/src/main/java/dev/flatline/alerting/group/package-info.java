/**
 * Which alerts travel together, and in which order.
 *
 * <p>In: alerts as they came. Out: one group for each run, causes before their symptoms. Knows no Kafka and no clock.
 */
@NullMarked
package dev.flatline.alerting.group;

import org.jspecify.annotations.NullMarked;

/**
 * What people do not want to be told of for a while.
 *
 * <p>In: silences from the topic {@code flatline.silences}. Out: whether an alert is silenced.
 */
@NullMarked
package dev.flatline.alerting.silence;

import org.jspecify.annotations.NullMarked;

/**
 * One number over time, and all those of one run.
 *
 * <p>In: the steps of one run, in order. Out: {@link dev.flatline.stream.trend.RunHistory}, the rolling signals that
 * detectors look at. Pure: no Kafka, no clock. Time is counted in iterations; memory does not grow with them.
 */
@NullMarked
package dev.flatline.stream.trend;

import org.jspecify.annotations.NullMarked;

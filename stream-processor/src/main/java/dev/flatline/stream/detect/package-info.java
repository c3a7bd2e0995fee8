/**
 * What is wrong with a run now: one class for each symptom.
 *
 * <p>In: a {@link dev.flatline.stream.trend.RunHistory}. Out: a {@link dev.flatline.stream.detect.Verdict} of each
 * detector in {@link dev.flatline.stream.detect.Detectors}. Pure: the same history gives the same verdict.
 */
@NullMarked
package dev.flatline.stream.detect;

import org.jspecify.annotations.NullMarked;

/**
 * Measures what watching a training costs.
 *
 * <p>In: reference trainings and what watches them. Out: a table of ratios, each taken within one run, so that another
 * machine gives comparable ones.
 */
@NullMarked
package dev.flatline.benchmarks;

import org.jspecify.annotations.NullMarked;

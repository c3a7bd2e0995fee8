/** Trainings whose outcome is known, and what was recorded of them. */
@NullMarked
package dev.flatline.benchmarks.quality.training;

import org.jspecify.annotations.NullMarked;

/** From recordings to figures. */
@NullMarked
package dev.flatline.benchmarks.quality.judge;

import org.jspecify.annotations.NullMarked;

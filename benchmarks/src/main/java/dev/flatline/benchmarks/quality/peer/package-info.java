/** The published rules of other monitors, on the same recordings. */
@NullMarked
package dev.flatline.benchmarks.quality.peer;

import org.jspecify.annotations.NullMarked;

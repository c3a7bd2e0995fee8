@NullMarked
package dev.flatline.benchmarks.quality.peer;

import org.jspecify.annotations.NullMarked;

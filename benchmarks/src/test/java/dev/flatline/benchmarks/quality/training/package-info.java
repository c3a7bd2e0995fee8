@NullMarked
package dev.flatline.benchmarks.quality.training;

import org.jspecify.annotations.NullMarked;

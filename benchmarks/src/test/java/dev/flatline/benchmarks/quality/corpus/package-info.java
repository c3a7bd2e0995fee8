@NullMarked
package dev.flatline.benchmarks.quality.corpus;

import org.jspecify.annotations.NullMarked;

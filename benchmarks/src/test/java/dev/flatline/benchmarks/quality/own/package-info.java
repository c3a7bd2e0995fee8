@NullMarked
package dev.flatline.benchmarks.quality.own;

import org.jspecify.annotations.NullMarked;

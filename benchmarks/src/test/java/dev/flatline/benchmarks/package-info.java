@NullMarked
package dev.flatline.benchmarks;

import org.jspecify.annotations.NullMarked;

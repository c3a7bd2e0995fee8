/** Cases that come with the repository: their data are made in code. */
@NullMarked
package dev.flatline.benchmarks.quality.own;

import org.jspecify.annotations.NullMarked;

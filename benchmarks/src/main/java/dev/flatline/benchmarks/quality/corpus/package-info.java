/** Cases that others have labelled, read from a file which is not part of this repository. */
@NullMarked
package dev.flatline.benchmarks.quality.corpus;

import org.jspecify.annotations.NullMarked;

/**
 * What the stream processor costs beside a pass-through of the same records under the same guarantee, in one run.
 */
@NullMarked
package dev.flatline.benchmarks.processor;

import org.jspecify.annotations.NullMarked;

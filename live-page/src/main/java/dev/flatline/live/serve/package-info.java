/**
 * The live page over HTTP, for eyes only: nothing can be changed through it.
 *
 * <p>In: {@link dev.flatline.live.collect.CollectedRuns}. Out: the page's own files, and server-sent events.
 */
@NullMarked
package dev.flatline.live.serve;

import org.jspecify.annotations.NullMarked;

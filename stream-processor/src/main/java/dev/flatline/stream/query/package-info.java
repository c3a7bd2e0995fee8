/**
 * Questions about runs, answered over HTTP as JSON: {@code /api/v1/runs}.
 *
 * <p>In: the state of the runs of this instance, the newest steps, and who else has runs. Out: answers; what another
 * instance has is asked of it.
 */
@NullMarked
package dev.flatline.stream.query;

import org.jspecify.annotations.NullMarked;

/**
 * Why a run is ill: its symptoms tied together into causes, ranked, each with evidence and a fix.
 *
 * <p>In: the {@link dev.flatline.stream.diagnose.Symptoms} of a run and its history. Out: causes, the most confident
 * first. Pure.
 */
@NullMarked
package dev.flatline.stream.diagnose;

import org.jspecify.annotations.NullMarked;

/**
 * From verdicts to alerts: each episode of a symptom fires once and resolves once.
 *
 * <p>In: the verdicts of one step. Out: alerts that changed, and the {@link dev.flatline.stream.lifecycle.RunState} to
 * remember. Pure.
 */
@NullMarked
package dev.flatline.stream.lifecycle;

import org.jspecify.annotations.NullMarked;

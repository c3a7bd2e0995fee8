/**
 * DL4J's callbacks and hooks, turned into observations of one update after another.
 *
 * <p>In: networks, arrays and calls of DL4J, on the training thread. Out: descriptions, steps and ends of runs for
 * {@code publish}. Only this package and {@code attach} know DL4J; nothing here runs an ND4J operation on the way of a
 * training whose loss and activation functions are known.
 */
@NullMarked
package dev.flatline.agent.observe;

import org.jspecify.annotations.NullMarked;

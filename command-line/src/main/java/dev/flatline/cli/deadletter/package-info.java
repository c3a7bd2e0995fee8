/**
 * What was put aside, for people.
 *
 * <p>In: the topic {@code flatline.dead-letter}. Out: each message with its reason, where it was, and what can be read of
 * it.
 */
@NullMarked
package dev.flatline.cli.deadletter;

import org.jspecify.annotations.NullMarked;

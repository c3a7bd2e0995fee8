/**
 * How well Flatline tells faulty trainings from healthy ones, beside what others' published rules would have said.
 *
 * <p>{@code training} records real trainings, those of {@code corpus} and {@code own}; {@code judge} plays what was
 * recorded through the topology and counts; {@code peer} holds the rules of others.
 */
@NullMarked
package dev.flatline.benchmarks.quality;

import org.jspecify.annotations.NullMarked;

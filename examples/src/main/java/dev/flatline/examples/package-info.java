/**
 * Trainings in plain DL4J that Flatline is shown on.
 *
 * <p>In: real digit images from the resources. Out: a trained network, or one that never learned. Nothing here
 * knows of Flatline.
 */
@NullMarked
package dev.flatline.examples;

import org.jspecify.annotations.NullMarked;

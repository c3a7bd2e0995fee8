/**
 * What detectors compare with, and what of it is different for some runs.
 *
 * <p>Pure: where rules come from is the business of {@link dev.flatline.stream.configure}.
 */
@NullMarked
package dev.flatline.stream.rules;

import org.jspecify.annotations.NullMarked;

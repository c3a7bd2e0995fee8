/** Trainings that know nothing of Flatline, for the end-to-end tests: plain DL4J, each with a {@code main}. */
@NullMarked
package trainings;

import org.jspecify.annotations.NullMarked;

/**
 * Rules from a file and back: reading with all that is wrong in it told at once, and looking out for changes.
 *
 * <p>In: YAML. Out: {@link dev.flatline.stream.rules.Rules}.
 */
@NullMarked
package dev.flatline.stream.configure;

import org.jspecify.annotations.NullMarked;

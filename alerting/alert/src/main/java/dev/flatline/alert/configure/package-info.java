/**
 * What people write to say how they want it: YAML with all that is wrong in it told at once, by line; files that are
 * looked at again when they change; and which runs something is for.
 *
 * <p>In: text. Out: whatever the reader of it makes of it. Rules of detectors and settings of alerting are read with it.
 */
@NullMarked
package dev.flatline.alert.configure;

import org.jspecify.annotations.NullMarked;

/**
 * The watched command as a process: its environment, its end, and ending it.
 */
@NullMarked
package dev.flatline.cli.training;

import org.jspecify.annotations.NullMarked;

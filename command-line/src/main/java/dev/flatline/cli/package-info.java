/**
 * The commands: what a person types, checked and turned into work for the packages below.
 */
@NullMarked
package dev.flatline.cli;

import org.jspecify.annotations.NullMarked;

/**
 * The examples as demos: which there are, and what came of one with its fault and without.
 */
@NullMarked
package dev.flatline.cli.demo;

import org.jspecify.annotations.NullMarked;

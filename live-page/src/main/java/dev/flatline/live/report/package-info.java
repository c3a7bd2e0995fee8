/**
 * Runs in one file of HTML that needs nothing else, made of the same files as the live page. Pure functions.
 */
@NullMarked
package dev.flatline.live.report;

import org.jspecify.annotations.NullMarked;

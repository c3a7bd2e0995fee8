/**
 * The page itself: HTML, CSS, a few small modules of JavaScript, and uPlot, which draws the curves. The live page and the report are
 * made of the same files.
 */
@NullMarked
package dev.flatline.live.page;

import org.jspecify.annotations.NullMarked;

/**
 * Followed runs in words and as JSON. Pure functions: the same runs give the same report.
 */
@NullMarked
package dev.flatline.cli.report;

import org.jspecify.annotations.NullMarked;

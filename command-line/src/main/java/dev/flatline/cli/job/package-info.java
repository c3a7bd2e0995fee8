/**
 * JVMs that run without us: finding those that train, taking hold of one, and letting go.
 */
@NullMarked
package dev.flatline.cli.job;

import org.jspecify.annotations.NullMarked;

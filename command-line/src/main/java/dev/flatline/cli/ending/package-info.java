/**
 * Leaving nothing behind: what to do when this process is told to end, and directories that go with it.
 */
@NullMarked
package dev.flatline.cli.ending;

import org.jspecify.annotations.NullMarked;

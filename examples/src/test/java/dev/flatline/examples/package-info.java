@NullMarked
package dev.flatline.examples;

import org.jspecify.annotations.NullMarked;

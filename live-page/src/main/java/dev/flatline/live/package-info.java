/**
 * Runs for eyes: {@code collect} keeps what there is to see, {@code serve} shows it live, {@code report} in one file, both with the files
 * of {@code page}.
 */
@NullMarked
package dev.flatline.live;

import org.jspecify.annotations.NullMarked;

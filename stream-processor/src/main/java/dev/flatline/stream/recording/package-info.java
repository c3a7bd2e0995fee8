/**
 * Telemetry in files, so that it can be judged again: messages one after another, each with its length before it
 * (protobuf's delimited format), the whole compressed with gzip or not.
 */
@NullMarked
package dev.flatline.stream.recording;

import org.jspecify.annotations.NullMarked;

/**
 * The one HTTP server of the process: {@code /metrics}, health, readiness, and whatever is added to it.
 *
 * <p>In: handlers. Out: answers to GET, behind a bearer token and TLS where these are set.
 */
@NullMarked
package dev.flatline.stream.serve;

import org.jspecify.annotations.NullMarked;

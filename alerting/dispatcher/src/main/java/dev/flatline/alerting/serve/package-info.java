/**
 * What others may ask of alerting over HTTP: {@code /metrics}, {@code /ready}, and the silences.
 *
 * <p>In: requests. Out: figures and silences; and new silences on their topic.
 */
@NullMarked
package dev.flatline.alerting.serve;

import org.jspecify.annotations.NullMarked;

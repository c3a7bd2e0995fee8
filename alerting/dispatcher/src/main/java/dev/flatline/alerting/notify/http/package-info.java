/**
 * What channels over HTTP share: one request, one answer, within a time, and what the answer means.
 *
 * <p>In: a request. Out: an {@link dev.flatline.alerting.notify.http.Answer}.
 */
@NullMarked
package dev.flatline.alerting.notify.http;

import org.jspecify.annotations.NullMarked;

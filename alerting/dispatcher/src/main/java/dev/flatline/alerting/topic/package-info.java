/**
 * Kafka for alerting: reading a topic to its end and on, the ledger, and the silences.
 *
 * <p>In: topics. Out: what the rest of alerting knows them as. Besides {@link dev.flatline.alerting.AlertDispatcher}
 * only this package knows Kafka.
 */
@NullMarked
package dev.flatline.alerting.topic;

import org.jspecify.annotations.NullMarked;

/**
 * From an announcement to a message that has arrived: one queue and one thread for each channel, so that none waits for
 * another; when to send, what together, when to try again, and when to give up.
 *
 * <p>In: routed announcements. Out: messages on channels, and what became of them in the ledger. {@link
 * dev.flatline.alerting.deliver.Outbox} decides and knows no clock and no thread; {@link
 * dev.flatline.alerting.deliver.Courier} does what it says.
 */
@NullMarked
package dev.flatline.alerting.deliver;

import org.jspecify.annotations.NullMarked;

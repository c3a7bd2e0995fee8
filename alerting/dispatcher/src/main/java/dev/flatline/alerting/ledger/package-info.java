/**
 * What became of every announcement on every channel, kept so that a restart neither loses nor repeats one.
 *
 * <p>In: entries, each before and after a message is sent. Out: the entries of those before us.
 */
@NullMarked
package dev.flatline.alerting.ledger;

import org.jspecify.annotations.NullMarked;

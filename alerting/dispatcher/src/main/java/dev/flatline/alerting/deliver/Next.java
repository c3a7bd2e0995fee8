package dev.flatline.alerting.deliver;

import dev.flatline.alerting.ledger.Entry;
import java.util.List;

/** What is to be done on a channel now. */
sealed interface Next {

    /** A message is to be sent. */
    record Send(Sending sending) implements Next {}

    /**
     * Some letters are not to be sent at all, and have left the outbox.
     *
     * @param letters which
     * @param end how they ended
     * @param reason why, in words
     */
    record Drop(List<Letter> letters, Entry.State end, String reason) implements Next {}

    /**
     * Nothing, for so long, unless something new comes.
     *
     * @param millis at least 1
     */
    record Wait(long millis) implements Next {}
}

package dev.flatline.alerting.deliver;

import dev.flatline.alerting.ledger.Entry;
import java.util.function.Supplier;

/** Is told of everything that happens to announcements; from any thread. */
public interface Watcher {

    /** Looks away. */
    Watcher NONE = new Watcher() {
        @Override
        public void opened(String channel, Supplier<Desk.Queue> queue) {}

        @Override
        public void ended(Entry entry) {}

        @Override
        public void retried(String channel, String reason) {}
    };

    /**
     * Announcements are delivered on a channel from now on.
     *
     * @param queue says what waits there
     */
    void opened(String channel, Supplier<Desk.Queue> queue);

    /** Nothing more is to be done about it. */
    void ended(Entry entry);

    /**
     * A message did not arrive, and will be tried again.
     *
     * @param reason in words, without secrets
     */
    void retried(String channel, String reason);
}

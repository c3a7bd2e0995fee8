package dev.flatline.alerting.ledger;

import java.util.List;

/** Where entries are kept. */
public interface Ledger {

    /** For who needs none, since what is told ends with this process. */
    Ledger NONE = new Ledger() {
        @Override
        public void record(List<Entry> entries) {}

        @Override
        public void forget(List<String> keys) {}

        @Override
        public void bury(Entry entry) {}
    };

    /** Keeps the entries, in place of those with the same keys; they are safe when it returns. */
    void record(List<Entry> entries);

    /** Keeps the entries with these keys no longer. */
    void forget(List<String> keys);

    /** Lays an announcement that could not be told where somebody may find it. */
    void bury(Entry entry);
}

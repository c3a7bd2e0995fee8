package dev.flatline.alerting.deliver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets every courier of a desk work, in a thread of its own, until it is closed. */
public final class Rounds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final long AFTER_A_FAULT_MILLIS = 1_000;
    private static final long LONGEST_CLOSE_MILLIS = 5_000;

    private final Context context;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closing;

    private Rounds(Context context) {
        this.context = context;
    }

    /** Begins. */
    public static Rounds begin(Desk desk, Context context) {
        Rounds rounds = new Rounds(context);
        for (Map.Entry<String, Courier> each : desk.couriers().entrySet()) {
            Thread thread = new Thread(() -> rounds.run(each.getValue()), "flatline-alerting-" + each.getKey());
            thread.setDaemon(true);
            rounds.threads.add(thread);
            thread.start();
        }
        return rounds;
    }

    private void run(Courier courier) {
        try {
            while (!closing) {
                courier.rest(step(courier));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long step(Courier courier) {
        try {
            return courier.step(context.millis());
        } catch (RuntimeException e) {
            if (!closing) {
                LOG.warn("Delivering failed and will go on; perhaps the ledger cannot be reached", e);
            }
            return AFTER_A_FAULT_MILLIS;
        }
    }

    /** Lets what is being sent end, five seconds at most; then it counts as not sent. */
    @Override
    public void close() {
        closing = true;
        long deadline = System.nanoTime() / 1_000_000 + LONGEST_CLOSE_MILLIS;
        for (Thread thread : threads) {
            try {
                thread.join(Math.max(1, deadline - System.nanoTime() / 1_000_000));
                thread.interrupt();
                thread.join(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

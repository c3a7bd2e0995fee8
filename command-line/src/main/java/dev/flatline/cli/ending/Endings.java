package dev.flatline.cli.ending;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to do when this process is told to end (Ctrl-C, SIGTERM), one after another in the order in which it was asked
 * for. The JVM runs its own shutdown hooks all at once, which would pull the broker from under the report.
 */
public final class Endings {

    private final List<Runnable> actions = new ArrayList<>();

    /** The endings of this JVM; call it once. */
    public static Endings ofThisProcess() {
        Endings endings = new Endings();
        Runtime.getRuntime().addShutdownHook(new Thread(endings::run, "flatline-ending"));
        return endings;
    }

    /** Asks for an action that must not fail and may be run once at most. */
    public synchronized void add(Runnable action) {
        actions.add(action);
    }

    /** Takes an action back, because what it would have done is done. */
    public synchronized void remove(Runnable action) {
        actions.remove(action);
    }

    void run() {
        for (Runnable action = next(); action != null; action = next()) {
            action.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        return actions.isEmpty() ? null : actions.remove(0);
    }
}

package dev.flatline.stream.configure;

import dev.flatline.stream.rules.Rules;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rules in a file as they are now: it is looked at every second, in a thread of its own.
 *
 * <p>A change counts when the file has been the same twice, so that one that is still being written is left alone. A
 * file that is gone or wrong changes nothing: the rules before stay, and that is said once.
 */
public final class WatchedRules implements Supplier<Rules>, AutoCloseable {

    private static final long INTERVAL_MILLIS = 1_000;

    private final RulesFile file;
    private final Consumer<String> log;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(WatchedRules::thread);
    private volatile Rules rules;
    private byte[] known;
    private byte @Nullable [] before;
    private boolean readable = true;

    private WatchedRules(RulesFile file, Consumer<String> log) throws WrongRulesException {
        this.file = file;
        this.log = log;
        this.known = file.bytes();
        this.rules = file.parse(known);
    }

    /**
     * Reads the file, and begins to look out for changes.
     *
     * @param log is told in a sentence when something changed, or could not
     * @throws WrongRulesException if the file is wrong now
     */
    public static WatchedRules begin(RulesFile file, Consumer<String> log) throws WrongRulesException {
        WatchedRules watched = unattended(file, log);
        Future<?> unused = watched.looking.scheduleWithFixedDelay(
                watched::look, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        return watched;
    }

    /** One that looks only when it is told to. */
    static WatchedRules unattended(RulesFile file, Consumer<String> log) throws WrongRulesException {
        return new WatchedRules(file, log);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "flatline-rules");
        thread.setDaemon(true);
        return thread;
    }

    /** The rules that hold now; immediately there, from any thread. */
    @Override
    public Rules get() {
        return rules;
    }

    /** Looks once, as is done every second. */
    void look() {
        try {
            byte[] now = file.bytes();
            readable = true;
            if (Arrays.equals(now, before) && !Arrays.equals(now, known)) {
                known = now;
                take(now);
            }
            before = now;
        } catch (WrongRulesException e) {
            if (readable) {
                keep(e);
            }
            readable = false;
            before = null;
        }
    }

    private void take(byte[] changed) {
        try {
            rules = file.parse(changed);
            log.accept("the rules in " + file.path() + " have changed, and hold from now on");
        } catch (WrongRulesException | RuntimeException e) {
            keep(e);
        }
    }

    private void keep(Exception why) {
        log.accept("the rules stay as they were: " + why.getMessage());
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}

package dev.flatline.alert.configure;

import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is in a file of settings now: it is looked at every second, in a thread of its own.
 *
 * <p>A change counts when the file has been the same twice, so that one that is still being written is left alone. A
 * file that is gone or wrong changes nothing: what held before stays, and that is said once.
 */
public final class WatchedFile<T> implements Supplier<T>, AutoCloseable {

    private static final long INTERVAL_MILLIS = 1_000;

    private final SettingsFile<T> file;
    private final Consumer<String> log;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(WatchedFile::thread);
    private volatile T value;
    private byte[] known;
    private byte @Nullable [] before;
    private boolean readable = true;

    private WatchedFile(SettingsFile<T> file, Consumer<String> log) throws WrongFileException {
        this.file = file;
        this.log = log;
        this.known = file.bytes();
        this.value = file.parse(known);
    }

    /**
     * Reads the file, and begins to look out for changes.
     *
     * @param log is told in a sentence when something changed, or could not
     * @throws WrongFileException if the file is wrong now
     */
    public static <T> WatchedFile<T> begin(SettingsFile<T> file, Consumer<String> log) throws WrongFileException {
        WatchedFile<T> watched = unattended(file, log);
        Future<?> unused = watched.looking.scheduleWithFixedDelay(
                watched::look, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        return watched;
    }

    /** One that looks only when it is told to. */
    static <T> WatchedFile<T> unattended(SettingsFile<T> file, Consumer<String> log) throws WrongFileException {
        return new WatchedFile<>(file, log);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "flatline-settings");
        thread.setDaemon(true);
        return thread;
    }

    /** What holds now; immediately there, from any thread. */
    @Override
    public T get() {
        return value;
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
        } catch (WrongFileException e) {
            if (readable) {
                keep(e);
            }
            readable = false;
            before = null;
        }
    }

    private void take(byte[] changed) {
        try {
            value = file.parse(changed);
            log.accept("the " + file.noun() + " in " + file.path() + " have changed, and hold from now on");
        } catch (WrongFileException | RuntimeException e) {
            keep(e);
        }
    }

    private void keep(Exception why) {
        log.accept("the " + file.noun() + " stay as they were: " + why.getMessage());
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}

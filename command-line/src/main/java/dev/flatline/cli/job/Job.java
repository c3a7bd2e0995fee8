package dev.flatline.cli.job;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A JVM that trains with DL4J.
 *
 * @param program main class or jar; empty if unknown
 * @param since when it was started
 * @param watched whether Flatline's agent is in it
 */
public record Job(long pid, String user, String program, Optional<Instant> since, boolean watched) {

    private static final String[] ND4J = {"libnd4jcpu", "libjnind4jcpu", "libnd4jcuda", "libjnind4jcuda"};

    /** All that we are allowed to see; on Linux, without disturbing them. */
    public static List<Job> all() throws IOException {
        List<Long> candidates = ProcessFiles.areThere()
                ? ProcessFiles.processes().stream().filter(Job::hasNd4j).toList()
                : KnownJvms.others();
        return candidates.stream()
                .map(ProcessHandle::of)
                .flatMap(Optional::stream)
                .map(Job::of)
                .toList();
    }

    static boolean hasNd4j(long pid) {
        return new ProcessFiles(pid).hasLoaded(ND4J).orElse(false);
    }

    private static Job of(ProcessHandle process) {
        ProcessFiles files = new ProcessFiles(process.pid());
        ProcessHandle.Info info = process.info();
        return new Job(process.pid(), info.user().orElse("?"), files.program(), info.startInstant(), files.isWatched());
    }
}

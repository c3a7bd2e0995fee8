package dev.flatline.benchmarks;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this JVM holds of the machine after a full garbage collection.
 *
 * @param heap used of the Java heap, in MiB
 * @param resident memory of the whole process in MiB, with ND4J's arrays, by Linux; NaN elsewhere
 * @param threads of the JVM that live
 * @param files descriptors that are open; -1 where the system does not tell
 */
record Footprint(double heap, double resident, int threads, long files) {

    private static final double MIB = 1024 * 1024;
    private static final int COLLECTIONS = 3;

    /** Collects garbage first, so that what is dead counts neither on the heap nor, through it, as ND4J's arrays. */
    static Footprint now() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            pause();
        }
        return new Footprint(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB,
                residentMiB(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                        ? system.getOpenFileDescriptorCount()
                        : -1);
    }

    /** ND4J frees what the collector found dead on threads of its own. */
    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double residentMiB() {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return Double.NaN;
        }
        try {
            return Files.readAllLines(status).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024.0;
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + status, e);
        }
    }

    /** Cells of a table. */
    String cells() {
        return "%.1f | %.0f | %d | %d".formatted(heap, resident, threads, files);
    }
}

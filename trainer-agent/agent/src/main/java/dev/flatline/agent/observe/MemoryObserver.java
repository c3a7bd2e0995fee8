package dev.flatline.agent.observe;

import dev.flatline.events.v1.MemoryStep;
import org.bytedeco.javacpp.Pointer;

/**
 * Memory of this process, looked at every {@value #EVERY} updates and at the first. Asks the JVM and JavaCPP's own
 * counters, and no device: on a graphics card, that would wait for it.
 */
final class MemoryObserver {

    private static final int EVERY = 64;

    private MemoryObserver() {}

    static boolean isDue(long updates) {
        return updates % EVERY == 0;
    }

    static MemoryStep read() {
        Runtime runtime = Runtime.getRuntime();
        return MemoryStep.newBuilder()
                .setHeapUsed(runtime.totalMemory() - runtime.freeMemory())
                .setHeapMax(runtime.maxMemory())
                .setNativeUsed(Pointer.totalBytes())
                .setNativeMax(Pointer.maxBytes())
                .build();
    }
}

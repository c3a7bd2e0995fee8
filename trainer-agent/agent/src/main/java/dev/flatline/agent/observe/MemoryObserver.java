package dev.flatline.agent.observe;

import dev.flatline.events.v1.MemoryStep;
import dev.flatline.events.v1.Step;
import org.bytedeco.javacpp.Pointer;

/**
 * Memory of this process, looked at every {@value #EVERY} updates and at the first, by the sender: the system may have
 * to be asked through a file. Asks no device: on a graphics card, that would wait for it.
 */
final class MemoryObserver {

    private static final int EVERY = 64;

    private MemoryObserver() {}

    static void addIfDue(Step.Builder step) {
        if (step.getIteration() % EVERY == 0) {
            step.setMemory(read());
        }
    }

    private static MemoryStep read() {
        Runtime runtime = Runtime.getRuntime();
        return MemoryStep.newBuilder()
                .setHeapUsed(runtime.totalMemory() - runtime.freeMemory())
                .setHeapMax(runtime.maxMemory())
                .setNativeUsed(Pointer.totalBytes())
                .setNativeMax(Pointer.maxBytes())
                .setResident(Pointer.physicalBytes())
                .build();
    }
}

package dev.flatline.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Objects;

/** Processor time of threads, in nanoseconds, user and system. */
final class ThreadTimes {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ThreadTimes() {}

    static long ofThisThread() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** Of the threads on which the agent sends what it saw: its own, and that of its Kafka producer. */
    static long ofTheAgent() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(ThreadTimes::isOfTheAgent)
                .mapToLong(thread -> Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId())))
                .sum();
    }

    private static boolean isOfTheAgent(ThreadInfo thread) {
        String name = thread.getThreadName();
        return name.startsWith("flatline-agent") || name.startsWith("kafka-producer-network-thread");
    }
}

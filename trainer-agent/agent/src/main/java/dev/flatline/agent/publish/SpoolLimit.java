package dev.flatline.agent.publish;

import java.nio.file.Path;

/**
 * Where telemetry may wait on disk, and how much of it.
 *
 * @param directory of one broker; each process has its own within it
 * @param bytes most that one process writes, at least {@value #LEAST}; 0 for none
 */
public record SpoolLimit(Path directory, long bytes) {

    /** Some files must fit in, so that not all is lost when the oldest goes. */
    public static final long LEAST = 1L << 20;

    /** No spool. */
    public static final SpoolLimit NONE = new SpoolLimit(Path.of("."), 0);
}

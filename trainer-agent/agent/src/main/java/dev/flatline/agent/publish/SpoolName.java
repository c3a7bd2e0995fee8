package dev.flatline.agent.publish;

import java.nio.file.Path;
import java.util.Locale;

/**
 * The names of the files of a spool: their order, how many messages its process had dropped by then since the spool was
 * full, and what is in them: {@code 000000000012-340.steps}.
 */
final class SpoolName {

    /** What such a name looks like. */
    static final String PATTERN = "*-*.{steps,run}";

    private static final String LIFECYCLE = ".run";

    private SpoolName() {}

    static String of(long number, long dropped, boolean lifecycle) {
        return String.format(Locale.ROOT, "%012d-%d%s", number, dropped, lifecycle ? LIFECYCLE : ".steps");
    }

    static boolean isLifecycle(Path file) {
        return file.toString().endsWith(LIFECYCLE);
    }

    /** 0 where the name says nothing. */
    static long dropped(Path file) {
        String digits = file.getFileName().toString().replaceAll("^\\d+-(\\d{1,18})\\..*|.*", "$1");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}

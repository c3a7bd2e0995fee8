package dev.flatline.agent;

import dev.flatline.agent.publish.SpoolLimit;
import dev.flatline.agent.settings.Keys;
import dev.flatline.agent.settings.Values;

/** Where the spool is: a directory of the user, and within it one for each broker, so that no other gets its messages. */
final class SpoolPlace {

    private static final String DEFAULT_BYTES = Long.toString(256L << 20);
    private static final int LONGEST_NAME = 100;

    private SpoolPlace() {}

    static SpoolLimit read(Values values, String servers) {
        return new SpoolLimit(values.directory(Keys.SPOOL_DIRECTORY, "spool").resolve(name(servers)), bytes(values));
    }

    /** A name for people, made different for different brokers by the number at its end. */
    private static String name(String servers) {
        String readable = servers.replaceAll("[^A-Za-z0-9.-]", "_");
        return readable.substring(0, Math.min(LONGEST_NAME, readable.length()))
                + '_'
                + Integer.toHexString(servers.hashCode());
    }

    private static long bytes(Values values) {
        String written = values.text(Keys.SPOOL_BYTES, DEFAULT_BYTES);
        if (written.matches("0|[1-9]\\d{6,17}")
                && (written.equals("0") || Long.parseLong(written) >= SpoolLimit.LEAST)) {
            return Long.parseLong(written);
        }
        values.problem(
                Keys.SPOOL_BYTES,
                "'" + written + "' is not a number of bytes, " + SpoolLimit.LEAST + " or more, or 0 for none");
        return 0;
    }
}

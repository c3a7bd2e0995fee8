package dev.flatline.agent.settings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The names of all settings. */
public final class Keys {

    public static final String SERVERS = "bootstrap.servers";
    public static final String NAME = "run.name";
    public static final String TAGS = "tags";
    public static final String BUDGET = "overhead.budget";
    public static final String ENABLED = "enabled";
    public static final String SPOOL_BYTES = "spool.bytes";
    public static final String SPOOL_DIRECTORY = "spool.directory";
    public static final String FILE = "config.file";
    static final String COMMANDS = "commands.allowed";
    static final String COMMANDS_UNAUTHENTICATED = "commands.unauthenticated";
    static final String CHECKPOINTS = "commands.checkpoint.directory";
    static final String PROTOCOL = "security.protocol";
    static final String MECHANISM = "sasl.mechanism";
    static final String USER = "sasl.username";
    static final String PASSWORD = "sasl.password";

    /** Given to Kafka under the same name. */
    static final List<String> STORES =
            List.of("ssl.truststore.location", "ssl.truststore.type", "ssl.keystore.location", "ssl.keystore.type");

    /** Passwords given to Kafka under the same name. */
    static final List<String> STORE_SECRETS =
            List.of("ssl.truststore.password", "ssl.keystore.password", "ssl.key.password");

    private static final String FROM_FILE = ".file";
    private static final List<String> ALL = all();

    private Keys() {}

    private static List<String> all() {
        List<String> all = new ArrayList<>(List.of(
                SERVERS, NAME, TAGS, BUDGET, ENABLED, SPOOL_BYTES, SPOOL_DIRECTORY, FILE, PROTOCOL, MECHANISM, USER));
        all.addAll(List.of(COMMANDS, COMMANDS_UNAUTHENTICATED, CHECKPOINTS));
        all.addAll(STORES);
        for (String secret : secrets()) {
            all.add(secret);
            all.add(fileOf(secret));
        }
        return List.copyOf(all);
    }

    private static List<String> secrets() {
        List<String> secrets = new ArrayList<>(STORE_SECRETS);
        secrets.add(PASSWORD);
        return secrets;
    }

    static boolean known(String key) {
        return ALL.contains(key);
    }

    static boolean secret(String key) {
        return secrets().contains(key);
    }

    /** The setting that names a file with the secret in it. */
    static String fileOf(String secret) {
        return secret + FROM_FILE;
    }

    static String property(String key) {
        return "flatline." + key;
    }

    static String variable(String key) {
        return "FLATLINE_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** The known key that takes the fewest changed letters. */
    static String nearest(String key) {
        return ALL.stream()
                .min(Comparator.comparingInt(known -> changes(key, known)))
                .orElseThrow();
    }

    private static int changes(String from, String to) {
        int[] before = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = before[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(before[j], row[j - 1]) + 1);
            }
            before = row;
        }
        return before[to.length()];
    }
}

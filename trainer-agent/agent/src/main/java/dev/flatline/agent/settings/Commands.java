package dev.flatline.agent.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the agent lets others ask of a training, by {@code flatline.commands}.
 *
 * @param allowed kinds of commands; empty, as by default, for none, and then nobody is listened to
 * @param checkpoints directory for the files of checkpoints
 */
public record Commands(Set<String> allowed, Path checkpoints) {

    public static final String CHECKPOINT = "checkpoint";
    public static final String STOP = "stop";
    public static final String SCALE_LEARNING_RATE = "scale-learning-rate";
    public static final String CLIP_GRADIENTS = "clip-gradients";

    /** Nothing. */
    public static final Commands NONE = new Commands(Set.of(), Path.of("."));

    private static final List<String> KINDS = List.of(CHECKPOINT, STOP, SCALE_LEARNING_RATE, CLIP_GRADIENTS);
    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127\\.[0-9.]+|\\[::1]):\\d+");

    public Commands {
        allowed = Set.copyOf(allowed);
    }

    /** Whether anybody is listened to. */
    public boolean anyAllowed() {
        return !allowed.isEmpty();
    }

    /** Reads it, leaving what is wrong with {@code values}. */
    public static Commands read(Values values, String servers, Security security) {
        Set<String> allowed = allowed(values);
        boolean relaxed = relaxed(values, servers);
        if (!allowed.isEmpty() && !security.authenticates() && !relaxed) {
            values.problem(
                    Keys.COMMANDS,
                    "who asks must be known: security.protocol SASL_SSL or SASL_PLAINTEXT, or SSL with a key store; for a"
                            + " broker on loopback, " + Keys.COMMANDS_UNAUTHENTICATED + "=true");
        }
        return allowed.isEmpty() ? NONE : new Commands(allowed, values.directory(Keys.CHECKPOINTS, "checkpoints"));
    }

    private static Set<String> allowed(Values values) {
        Set<String> allowed = new TreeSet<>();
        for (String kind :
                values.text(Keys.COMMANDS, "").toLowerCase(Locale.ROOT).split("[,;]", -1)) {
            if (kind.isBlank() || kind.strip().equals("none")) {
                continue;
            }
            if (KINDS.contains(kind.strip())) {
                allowed.add(kind.strip());
            } else {
                values.problem(Keys.COMMANDS, "'" + kind.strip() + "' is none of " + String.join(", ", KINDS));
            }
        }
        return allowed;
    }

    private static boolean relaxed(Values values, String servers) {
        boolean wanted = values.flag(Keys.COMMANDS_UNAUTHENTICATED, false);
        for (String server : servers.split(",", -1)) {
            if (wanted && !LOOPBACK.matcher(server).matches()) {
                values.problem(
                        Keys.COMMANDS_UNAUTHENTICATED,
                        "is for brokers on loopback, and '" + server + "' is not (localhost, 127.0.0.1 or [::1])");
                return true;
            }
        }
        return wanted;
    }
}

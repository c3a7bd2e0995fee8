package dev.flatline.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the agent is told. An agent argument wins over a system property, that over an environment variable.
 *
 * <p>Agent arguments are {@code key=value,key=value}; where a value is a list, its parts are separated by {@code ;}.
 *
 * @param bootstrapServers Kafka brokers, {@code host:port,host:port}
 * @param runName what people call the run; {@code null} when it is to be named after the main class
 * @param tags free key-value pairs, shown with the run
 * @param overheadBudget share of the training's time the agent may take of the training thread, above 0 and up to 1
 * @param quiet whether nothing is printed unless something is wrong
 */
public record AgentSettings(
        String bootstrapServers,
        @Nullable String runName,
        Map<String, String> tags,
        double overheadBudget,
        boolean quiet) {

    private static final String SERVERS = "bootstrap.servers";
    private static final String NAME = "run.name";
    private static final String TAGS = "tags";
    private static final String BUDGET = "overhead.budget";
    private static final List<String> KEYS = List.of(SERVERS, NAME, TAGS, BUDGET);

    private static final Pattern SERVER = Pattern.compile("(\\[[0-9A-Fa-f:%.]+]|[^\\s:/\\[\\]]+):(\\d{1,5})");

    public AgentSettings {
        tags = Map.copyOf(tags);
    }

    /**
     * Reads the settings of this JVM.
     *
     * @param arguments the agent's arguments; {@code null} without
     * @throws IllegalArgumentException naming every problem, not only the first
     */
    public static AgentSettings read(@Nullable String arguments) {
        return read(arguments, System::getProperty, System::getenv);
    }

    static AgentSettings read(
            @Nullable String arguments,
            UnaryOperator<@Nullable String> properties,
            UnaryOperator<@Nullable String> environment) {
        Reader reader = new Reader(properties, environment);
        reader.takeArguments(arguments == null ? "" : arguments);
        return reader.settings();
    }

    /** Collects values and everything that is wrong with them. */
    private static final class Reader {

        private final UnaryOperator<@Nullable String> properties;
        private final UnaryOperator<@Nullable String> environment;
        private final Map<String, String> arguments = new LinkedHashMap<>();
        private final List<String> problems = new ArrayList<>();

        Reader(UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> environment) {
            this.properties = properties;
            this.environment = environment;
        }

        void takeArguments(String text) {
            for (String argument : text.split(",", -1)) {
                int equals = argument.indexOf('=');
                String key = equals < 0
                        ? argument.strip()
                        : argument.substring(0, equals).strip();
                if (argument.isBlank()) {
                    continue;
                }
                if (equals < 0 || !KEYS.contains(key)) {
                    problems.add("unknown agent argument '" + key + "' (known: " + String.join(", ", KEYS)
                            + "; write key=value, and ; between the parts of a list)");
                } else {
                    arguments.put(key, argument.substring(equals + 1).strip());
                }
            }
        }

        AgentSettings settings() {
            String servers = servers(value(SERVERS, "localhost:9092"));
            String name = value(NAME, "");
            Map<String, String> tags = tags(value(TAGS, ""));
            double budget = budget(value(BUDGET, "0.01"));
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", problems));
            }
            return new AgentSettings(
                    servers, name.isEmpty() ? null : name, tags, budget, environment.apply("FLATLINE_PARENT") != null);
        }

        private String value(String key, String otherwise) {
            String argument = arguments.get(key);
            if (argument != null) {
                return argument;
            }
            String property = properties.apply("flatline." + key);
            if (property != null) {
                return property.strip();
            }
            String variable =
                    environment.apply("FLATLINE_" + key.toUpperCase(Locale.ROOT).replace('.', '_'));
            return variable == null ? otherwise : variable.strip();
        }

        private String servers(String text) {
            List<String> servers = new ArrayList<>();
            for (String server : text.split("[,;]", -1)) {
                if (!SERVER.matcher(server.strip()).matches()) {
                    problems.add(SERVERS + ": '" + server.strip() + "' is not host:port");
                }
                servers.add(server.strip());
            }
            return String.join(",", servers);
        }

        private Map<String, String> tags(String text) {
            Map<String, String> tags = new LinkedHashMap<>();
            for (String tag : text.split(";", -1)) {
                int equals = tag.indexOf('=');
                if (tag.isBlank()) {
                    continue;
                }
                if (equals < 1) {
                    problems.add(TAGS + ": '" + tag.strip() + "' is not key=value (several are separated by ;)");
                } else {
                    tags.put(
                            tag.substring(0, equals).strip(),
                            tag.substring(equals + 1).strip());
                }
            }
            return tags;
        }

        private double budget(String text) {
            try {
                double budget = Double.parseDouble(text);
                if (budget > 0 && budget <= 1) {
                    return budget;
                }
            } catch (NumberFormatException e) {
                problems.add(BUDGET + ": '" + text + "' is not a number");
                return 1;
            }
            problems.add(BUDGET + ": " + text + " is not above 0 and at most 1 (0.01 is one percent)");
            return 1;
        }
    }
}

package dev.flatline.agent;

import dev.flatline.agent.publish.Publisher;
import dev.flatline.agent.publish.SpoolLimit;
import dev.flatline.agent.settings.Commands;
import dev.flatline.agent.settings.Keys;
import dev.flatline.agent.settings.Security;
import dev.flatline.agent.settings.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the agent is told. An agent argument wins over a system property, that over an environment variable,
 * that over the settings file.
 *
 * <p>Agent arguments are {@code key=value,key=value}; where a value is a list, its parts are separated by {@code ;}.
 *
 * @param bootstrapServers Kafka brokers, {@code host:port,host:port}
 * @param security how agent and broker prove who they are
 * @param runName what people call the run; {@code null} when it is to be named after the main class
 * @param tags free key-value pairs, shown with the run
 * @param overheadBudget share of the training's time the agent may take of the training thread, above 0 and up to 1
 * @param enabled whether trainings are watched at all
 * @param spool where telemetry waits on disk for a broker that is away
 * @param commands what others may ask of a training
 * @param quiet whether nothing is printed unless something is wrong
 */
public record AgentSettings(
        String bootstrapServers,
        Security security,
        @Nullable String runName,
        Map<String, String> tags,
        double overheadBudget,
        boolean enabled,
        SpoolLimit spool,
        Commands commands,
        boolean quiet) {

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
        Values values = new Values(properties, environment);
        values.take(arguments == null ? "" : arguments);
        return of(values, environment.apply("FLATLINE_PARENT") != null);
    }

    /** Where telemetry goes. */
    public Publisher.Destination destination(String clientId) {
        return new Publisher.Destination(bootstrapServers, clientId, security, spool);
    }

    private static AgentSettings of(Values values, boolean quiet) {
        String servers = servers(values);
        Security security = Security.read(values);
        AgentSettings settings = new AgentSettings(
                servers,
                security,
                values.text(Keys.NAME, "").isEmpty() ? null : values.text(Keys.NAME, ""),
                tags(values),
                budget(values),
                values.flag(Keys.ENABLED, true),
                SpoolPlace.read(values, servers),
                Commands.read(values, servers, security),
                quiet);
        values.complain();
        return settings;
    }

    private static String servers(Values values) {
        List<String> servers = new ArrayList<>();
        for (String server : values.text(Keys.SERVERS, "localhost:9092").split("[,;]", -1)) {
            if (!SERVER.matcher(server.strip()).matches()) {
                values.problem(Keys.SERVERS, "'" + server.strip() + "' is not host:port");
            }
            servers.add(server.strip());
        }
        return String.join(",", servers);
    }

    private static Map<String, String> tags(Values values) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String tag : values.text(Keys.TAGS, "").split(";", -1)) {
            int equals = tag.indexOf('=');
            if (tag.isBlank()) {
                continue;
            }
            if (equals < 1) {
                values.problem(Keys.TAGS, "'" + tag.strip() + "' is not key=value (several are separated by ;)");
            } else {
                tags.put(
                        tag.substring(0, equals).strip(),
                        tag.substring(equals + 1).strip());
            }
        }
        return tags;
    }

    private static double budget(Values values) {
        String text = values.text(Keys.BUDGET, "0.01");
        try {
            double budget = Double.parseDouble(text);
            if (budget > 0 && budget <= 1) {
                return budget;
            }
        } catch (NumberFormatException e) {
            values.problem(Keys.BUDGET, "'" + text + "' is not a number");
            return 1;
        }
        values.problem(Keys.BUDGET, text + " is not above 0 and at most 1 (0.01 is one percent)");
        return 1;
    }
}

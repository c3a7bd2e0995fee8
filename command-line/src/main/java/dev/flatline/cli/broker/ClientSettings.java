package dev.flatline.cli.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How clients of ours prove to brokers who they are, and brokers to them: settings of Kafka's clients in Kafka's own
 * names. Its text shows no value, since some are secrets.
 */
public final class ClientSettings {

    /** Neither encrypted nor authenticated. */
    public static final ClientSettings NONE = new ClientSettings(Map.of());

    private final Map<String, String> settings;

    public ClientSettings(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
    }

    /**
     * Reads them, see {@link ClientEnvironment}.
     *
     * @throws dev.flatline.cli.WrongUseException with everything that is wrong
     */
    public static ClientSettings read(@Nullable Path file, Map<String, String> environment) {
        return new ClientEnvironment(environment).read(file);
    }

    public Map<String, String> asMap() {
        return settings;
    }

    /** The same with settings of the client's own, which win. */
    Map<String, Object> and(Map<String, ?> own) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(own);
        return all;
    }

    @Override
    public String toString() {
        return settings.isEmpty() ? "none" : settings.keySet().toString();
    }
}

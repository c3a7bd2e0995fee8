package dev.flatline.cli.broker;

import dev.flatline.cli.WrongUseException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link ClientSettings}: the environment variables that the agent knows ({@code FLATLINE_SECURITY_PROTOCOL},
 * {@code FLATLINE_SASL_USERNAME} …), and over them a properties file in Kafka's own names, whose values may say {@code
 * ${env:NAME}} and {@code ${file:PATH}}. Secrets thus come from the environment or a file, never from a command line.
 */
final class ClientEnvironment {

    private static final String PREFIX = "FLATLINE_";
    private static final String FROM_FILE = "_FILE";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");
    private static final List<String> PROTOCOLS = List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");

    /** What is given to Kafka under the same name. */
    private static final List<String> PLAIN = List.of(
            "security.protocol",
            "ssl.truststore.location",
            "ssl.truststore.type",
            "ssl.truststore.password",
            "ssl.keystore.location",
            "ssl.keystore.type",
            "ssl.keystore.password",
            "ssl.key.password",
            "sasl.mechanism");

    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    ClientEnvironment(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * All there is.
     *
     * @param file in Kafka's own names; {@code null} for none
     * @throws WrongUseException with everything that is wrong
     */
    ClientSettings read(@Nullable Path file) {
        Map<String, String> settings = new TreeMap<>();
        PLAIN.forEach(key -> take(settings, key));
        if (file != null) {
            takeFile(settings, file);
        }
        guessTypes(settings);
        login(settings);
        check(settings);
        if (!problems.isEmpty()) {
            throw new WrongUseException("Settings of the Kafka clients: " + String.join("; ", problems));
        }
        return new ClientSettings(settings);
    }

    private void take(Map<String, String> settings, String key) {
        String value = value(key);
        if (value != null) {
            settings.put(key, value);
        }
    }

    private @Nullable String value(String key) {
        String name = PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_');
        String file = environment.getOrDefault(name + FROM_FILE, "");
        String value = environment.getOrDefault(name, "");
        if (!value.isEmpty()) {
            return value;
        }
        return file.isEmpty() ? null : content(file, name + FROM_FILE);
    }

    private @Nullable String content(String file, String where) {
        try {
            return Files.readString(Path.of(file)).stripTrailing();
        } catch (IOException | InvalidPathException e) {
            problems.add(where + ": '" + file + "' cannot be read");
            return null;
        }
    }

    private void takeFile(Map<String, String> settings, Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.add(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
        for (String key : properties.stringPropertyNames()) {
            settings.put(key, resolved(properties.getProperty(key), file + ", " + key));
        }
    }

    private String resolved(String text, String where) {
        return REFERENCE
                .matcher(text)
                .replaceAll(reference -> Matcher.quoteReplacement(
                        reference.group(1).equals("env")
                                ? variable(reference.group(2), where)
                                : String.valueOf(content(reference.group(2), where))));
    }

    private String variable(String name, String where) {
        String value = environment.get(name);
        if (value == null) {
            problems.add(where + ": the environment variable " + name + " is not set");
            return "";
        }
        return value;
    }

    private static void guessTypes(Map<String, String> settings) {
        for (String store : List.of("ssl.truststore", "ssl.keystore")) {
            if (settings.getOrDefault(store + ".location", "").matches("(?i).*\\.(pem|crt)")) {
                settings.putIfAbsent(store + ".type", "PEM");
            }
        }
    }

    /** Name and password of the environment, as Kafka wants them. */
    private void login(Map<String, String> settings) {
        boolean needed = settings.getOrDefault("security.protocol", "").startsWith("SASL");
        if (!needed || settings.containsKey("sasl.jaas.config")) {
            return;
        }
        settings.putIfAbsent("sasl.mechanism", "SCRAM-SHA-512");
        String mechanism = settings.get("sasl.mechanism");
        String user = value("sasl.username");
        String password = value("sasl.password");
        if (!mechanism.matches("PLAIN|SCRAM-SHA-(256|512)")) {
            problems.add("sasl.mechanism " + mechanism + " needs sasl.jaas.config in a file (--kafka-config)");
        } else if (user == null || password == null) {
            problems.add("security.protocol asks for " + PREFIX + "SASL_USERNAME and " + PREFIX + "SASL_PASSWORD (or "
                    + PREFIX + "SASL_PASSWORD_FILE), or sasl.jaas.config in a file");
        } else {
            settings.put("sasl.jaas.config", jaas(mechanism, user, password));
        }
    }

    private static String jaas(String mechanism, String user, String password) {
        String module = mechanism.startsWith("SCRAM") ? "scram.ScramLoginModule" : "plain.PlainLoginModule";
        return "org.apache.kafka.common.security." + module + " required username=" + quoted(user) + " password="
                + quoted(password) + ";";
    }

    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }

    private void check(Map<String, String> settings) {
        String protocol = settings.getOrDefault("security.protocol", "PLAINTEXT");
        if (!PROTOCOLS.contains(protocol)) {
            problems.add("security.protocol '" + protocol + "' is none of " + String.join(", ", PROTOCOLS));
        }
        for (String store : List.of("ssl.truststore.location", "ssl.keystore.location")) {
            String location = settings.getOrDefault(store, "");
            if (!location.isEmpty() && !Files.isReadable(Path.of(location))) {
                problems.add(store + ": '" + location + "' cannot be read");
            }
        }
    }
}

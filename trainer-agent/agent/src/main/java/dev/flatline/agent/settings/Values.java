package dev.flatline.agent.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The settings as they were written, and everything that is wrong with them. An agent argument wins over a system
 * property, that over an environment variable, that over the file.
 */
public final class Values {

    private final UnaryOperator<@Nullable String> properties;
    private final UnaryOperator<@Nullable String> environment;
    private final Map<String, String> arguments = new LinkedHashMap<>();
    private final Properties file = new Properties();
    private final List<String> problems = new ArrayList<>();

    public Values(UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    /** Takes agent arguments, {@code key=value,key=value}, and then the file they may name. */
    public void take(String text) {
        boolean maySpill = false;
        for (String argument : text.split(",", -1)) {
            int equals = argument.indexOf('=');
            String key = (equals < 0 ? argument : argument.substring(0, equals)).strip();
            if (argument.isBlank()) {
                continue;
            }
            if (equals >= 0 && Keys.known(key)) {
                arguments.put(key, argument.substring(equals + 1).strip());
                maySpill |= Keys.secret(key);
            } else {
                // What follows a secret may be the rest of it, behind a comma.
                problems.add(maySpill ? "agent argument after a secret that is not understood" : unknown(key));
            }
        }
        takeFile(text(Keys.FILE, ""));
    }

    private static String unknown(String key) {
        return "unknown agent argument '" + key + "' (did you mean " + Keys.nearest(key)
                + "? write key=value, and ; between the parts of a list)";
    }

    private void takeFile(String name) {
        if (name.isEmpty()) {
            return;
        }
        try (Reader reader = Files.newBufferedReader(Path.of(name), StandardCharsets.UTF_8)) {
            file.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problem(Keys.FILE, "'" + name + "' cannot be read: " + e.getClass().getSimpleName());
        }
        for (String key : file.stringPropertyNames()) {
            if (!Keys.known(key) || key.equals(Keys.FILE)) {
                problems.add("unknown key '" + key + "' in " + name + " (did you mean " + Keys.nearest(key) + "?)");
            }
        }
    }

    /** The setting's text, without blanks around it. */
    public String text(String key, String otherwise) {
        String argument = arguments.get(key);
        String property = properties.apply(Keys.property(key));
        String variable = environment.apply(Keys.variable(key));
        for (String value : new @Nullable String[] {argument, property, variable, file.getProperty(key)}) {
            if (value != null) {
                return value.strip();
            }
        }
        return otherwise;
    }

    /** A setting that is true or false. */
    public boolean flag(String key, boolean otherwise) {
        String text = text(key, Boolean.toString(otherwise));
        if (!text.equals("true") && !text.equals("false")) {
            problem(key, "'" + text + "' is neither true nor false");
        }
        return text.equals("true");
    }

    /** A directory; where none is given, the one of this name among those that the agent has in the user's home. */
    public Path directory(String key, String otherwise) {
        String written = text(key, "");
        try {
            return written.isEmpty()
                    ? Path.of(System.getProperty("user.home", "."), ".local", "state", "flatline", otherwise)
                    : Path.of(written);
        } catch (InvalidPathException e) {
            problem(key, "'" + written + "' is no path");
            return Path.of(".");
        }
    }

    /** A secret: from the environment, the settings file, or a file of its own; {@code null} without. */
    @Nullable
    Secret secret(String key) {
        if (arguments.containsKey(key) || properties.apply(Keys.property(key)) != null) {
            problems.add(key + ": a secret must not be an agent argument or a system property, which ps shows; use "
                    + Keys.variable(key) + ", the settings file, or " + Keys.fileOf(key));
            return null;
        }
        String variable = environment.apply(Keys.variable(key));
        String known = variable == null ? file.getProperty(key) : variable;
        String name = text(Keys.fileOf(key), "");
        if (known != null || name.isEmpty()) {
            return known == null ? null : new Secret(known);
        }
        return secretIn(name, key);
    }

    private @Nullable Secret secretIn(String name, String key) {
        try {
            return new Secret(Files.readString(Path.of(name)).stripTrailing());
        } catch (IOException | InvalidPathException e) {
            problem(
                    Keys.fileOf(key),
                    "'" + name + "' cannot be read: " + e.getClass().getSimpleName());
            return null;
        }
    }

    /** Notes what is wrong with a setting, and where it came from. */
    public void problem(String key, String what) {
        problems.add(key + ": " + what + from(key));
    }

    private String from(String key) {
        if (arguments.containsKey(key)) {
            return " (agent argument)";
        }
        if (properties.apply(Keys.property(key)) != null) {
            return " (system property " + Keys.property(key) + ")";
        }
        if (environment.apply(Keys.variable(key)) != null) {
            return " (environment variable " + Keys.variable(key) + ")";
        }
        return file.containsKey(key) ? " (file " + text(Keys.FILE, "") + ")" : "";
    }

    /** @throws IllegalArgumentException naming every problem, if there is any */
    public void complain() {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }
}

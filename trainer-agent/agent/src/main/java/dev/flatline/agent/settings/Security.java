package dev.flatline.agent.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the agent proves to the broker who it is, and the broker to the agent. Its text shows no secret.
 *
 * @param protocol PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL
 * @param stores files with certificates and keys and their types, by Kafka's names
 * @param storeSecrets their passwords, by Kafka's names
 * @param login {@code null} without SASL
 */
public record Security(
        String protocol,
        Map<String, String> stores,
        Map<String, Secret> storeSecrets,
        @Nullable Login login) {

    /** Neither encrypted nor authenticated. */
    public static final Security NONE = new Security("PLAINTEXT", Map.of(), Map.of(), null);

    private static final List<String> PROTOCOLS = List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");
    private static final List<String> MECHANISMS = List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512");

    public Security {
        stores = Map.copyOf(stores);
        storeSecrets = Map.copyOf(storeSecrets);
    }

    /** Whether the broker knows who we are: by a password, or by a certificate of ours. */
    public boolean authenticates() {
        return login != null || (protocol.equals("SSL") && stores.containsKey("ssl.keystore.location"));
    }

    /** A user's name and password for SASL. */
    public record Login(String mechanism, String user, Secret password) {

        public boolean scram() {
            return mechanism.startsWith("SCRAM-");
        }
    }

    /** Reads it, leaving what is wrong with {@code values}. */
    public static Security read(Values values) {
        String protocol = oneOf(values, Keys.PROTOCOL, "PLAINTEXT", PROTOCOLS);
        Map<String, Secret> secrets = new TreeMap<>();
        for (String key : Keys.STORE_SECRETS) {
            Secret secret = values.secret(key);
            if (secret != null) {
                secrets.put(key, secret);
            }
        }
        return new Security(protocol, stores(values), secrets, login(values, protocol.startsWith("SASL")));
    }

    private static Map<String, String> stores(Values values) {
        Map<String, String> stores = new TreeMap<>();
        for (String key : Keys.STORES) {
            String value = values.text(key, "");
            if (!value.isEmpty()) {
                stores.put(key, value);
            }
        }
        for (String store : List.of("ssl.truststore", "ssl.keystore")) {
            if (stores.getOrDefault(store + ".location", "").matches("(?i).*\\.(pem|crt)")) {
                stores.putIfAbsent(store + ".type", "PEM");
            }
        }
        return stores;
    }

    private static @Nullable Login login(Values values, boolean needed) {
        Secret password = values.secret(Keys.PASSWORD);
        String mechanism = oneOf(values, Keys.MECHANISM, "SCRAM-SHA-512", MECHANISMS);
        String user = values.text(Keys.USER, "");
        if (!needed) {
            return null;
        }
        if (user.isEmpty()) {
            values.problem(Keys.USER, "is missing, and security.protocol asks for it");
        }
        if (password == null) {
            values.problem(Keys.PASSWORD, "is missing, and security.protocol asks for it");
            return null;
        }
        return new Login(mechanism, user, password);
    }

    private static String oneOf(Values values, String key, String otherwise, List<String> allowed) {
        String value = values.text(key, otherwise).toUpperCase(Locale.ROOT);
        if (!allowed.contains(value)) {
            values.problem(key, "'" + value + "' is none of " + String.join(", ", allowed));
            return otherwise;
        }
        return value;
    }
}

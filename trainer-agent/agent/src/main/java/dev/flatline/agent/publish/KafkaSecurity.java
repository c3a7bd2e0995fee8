package dev.flatline.agent.publish;

import dev.flatline.agent.settings.Security;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/** The security settings as Kafka wants them; every secret is of a type that Kafka does not print. */
final class KafkaSecurity {

    private KafkaSecurity() {}

    static Map<String, Object> of(Security security) {
        Map<String, Object> configuration = new HashMap<>(security.stores());
        configuration.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, security.protocol());
        security.storeSecrets().forEach((key, secret) -> configuration.put(key, new Password(secret.reveal())));
        Security.Login login = security.login();
        if (login != null) {
            configuration.put(SaslConfigs.SASL_MECHANISM, login.mechanism());
            configuration.put(SaslConfigs.SASL_JAAS_CONFIG, new Password(jaas(login)));
        }
        return configuration;
    }

    /** The module's class has another name in the shaded jar, so it is asked for it. */
    private static String jaas(Security.Login login) {
        Class<?> module = login.scram() ? ScramLoginModule.class : PlainLoginModule.class;
        return module.getName() + " required username=" + quoted(login.user()) + " password="
                + quoted(login.password().reveal()) + ";";
    }

    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }
}

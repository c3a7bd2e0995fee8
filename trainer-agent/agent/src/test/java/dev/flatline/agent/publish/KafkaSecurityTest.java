package dev.flatline.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.agent.settings.Secret;
import dev.flatline.agent.settings.Security;
import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.junit.jupiter.api.Test;

class KafkaSecurityTest {

    @Test
    void aPasswordWithEveryOddSignReachesKafkaAsItIs() {
        // Given
        String odd = "a\"b\\c;d'e\nf = g";
        Security security = new Security(
                "SASL_SSL", Map.of(), Map.of(), new Security.Login("SCRAM-SHA-256", "me", new Secret(odd)));

        // When
        Map<String, Object> configuration = KafkaSecurity.of(security);

        // Then
        AppConfigurationEntry entry = JaasContext.loadClientContext(configuration)
                .configurationEntries()
                .get(0);
        assertThat(entry.getLoginModuleName()).isEqualTo(ScramLoginModule.class.getName());
        assertThat(entry.getOptions().get("password")).isEqualTo(odd);
        assertThat(configuration.toString()).doesNotContain("g\"");
    }
}

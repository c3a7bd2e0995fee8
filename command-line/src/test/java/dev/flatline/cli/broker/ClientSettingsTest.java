package dev.flatline.cli.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.cli.WrongUseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientSettingsTest {

    @TempDir
    private Path folder;

    @Test
    void withoutAnythingThereIsNothingToProve() {
        assertThat(ClientSettings.read(null, Map.of("FLATLINE_RUN_NAME", "x")).asMap())
                .isEmpty();
    }

    @Test
    void theVariablesOfTheAgentBecomeSettingsOfKafka() throws IOException {
        // Given
        Path secret = Files.writeString(folder.resolve("secret"), "p\"w\n");

        // When
        ClientSettings settings = ClientSettings.read(
                null,
                Map.of(
                        "FLATLINE_SECURITY_PROTOCOL", "SASL_SSL",
                        "FLATLINE_SASL_USERNAME", "trainer",
                        "FLATLINE_SASL_PASSWORD_FILE", secret.toString()));

        // Then
        assertThat(settings.asMap())
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"trainer\""
                                + " password=\"p\\\"w\";");
        assertThat(settings.toString()).contains("sasl.jaas.config").doesNotContain("p\"w", "trainer");
    }

    @Test
    void aFileInKafkasOwnNamesWinsAndTakesItsSecretsFromElsewhere() throws IOException {
        // Given
        Path secret = Files.writeString(folder.resolve("secret"), "of-the-store\n");
        Path file = Files.writeString(
                folder.resolve("client.properties"),
                "security.protocol=SSL\nssl.truststore.password=${file:" + secret + "}\n"
                        + "ssl.key.password=${env:KEY}\nclient.rack=b\n");

        // When
        ClientSettings settings =
                ClientSettings.read(file, Map.of("KEY", "of-the-key", "FLATLINE_SECURITY_PROTOCOL", "PLAINTEXT"));

        // Then
        assertThat(settings.asMap())
                .containsEntry("security.protocol", "SSL")
                .containsEntry("ssl.truststore.password", "of-the-store")
                .containsEntry("ssl.key.password", "of-the-key")
                .containsEntry("client.rack", "b");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() throws IOException {
        // Given
        Path file = Files.writeString(
                folder.resolve("client.properties"),
                "security.protocol=SASL_TLS\nssl.keystore.location=/no/such/file\nssl.key.password=${env:NOBODY}\n");

        // Then
        assertThatThrownBy(() -> ClientSettings.read(file, Map.of()))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("'SASL_TLS' is none of PLAINTEXT")
                .hasMessageContaining("'/no/such/file' cannot be read")
                .hasMessageContaining("variable NOBODY is not set")
                .hasMessageContaining("FLATLINE_SASL_USERNAME");
    }
}

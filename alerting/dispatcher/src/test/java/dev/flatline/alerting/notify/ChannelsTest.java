package dev.flatline.alerting.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.alerting.notify.webhook.WebhookSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelsTest {

    @Test
    void everyChannelThereIsIsListed() {
        // Given
        ChannelSettings everything = new ChannelSettings(
                new ConsoleSettings(System.err, false),
                new WebhookSettings(URI.create("http://127.0.0.1:1/"), Duration.ofSeconds(1)));

        // When
        List<Channel> listed = Channels.from(everything);

        // Then
        List<String> existing = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.flatline.alerting").stream()
                        .filter(type -> type.isAssignableTo(Channel.class) && !type.isInterface())
                        .map(JavaClass::getName)
                        .toList();
        assertThat(listed).extracting(channel -> channel.getClass().getName()).containsAll(existing);
        assertThat(existing).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void aChannelWithoutSettingsIsLeftOut() {
        assertThat(Channels.from(new ChannelSettings(null, null))).isEmpty();
    }
}

package dev.flatline.alerting.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelsTest {

    @Test
    void everyChannelThereIsIsListed() {
        // When
        List<String> existing = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.flatline.alerting").stream()
                        .filter(type -> type.isAssignableTo(Channel.class) && !type.isInterface())
                        .map(type -> type.getPackageName().replaceAll(".*\\.", ""))
                        .sorted()
                        .toList();

        // Then
        assertThat(Channels.all()).extracting(ChannelType::name).containsExactlyInAnyOrderElementsOf(existing);
        assertThat(existing).hasSizeGreaterThanOrEqualTo(7);
    }
}

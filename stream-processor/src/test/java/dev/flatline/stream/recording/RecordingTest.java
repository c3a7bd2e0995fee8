package dev.flatline.stream.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest {

    private static final int MESSAGES = 200;

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("digits.pb.gz");
    }

    private static Telemetry message(long iteration) {
        return Telemetry.newBuilder()
                .setSchema(TelemetryCodec.SCHEMA)
                .setRunId("digits")
                .setAttempt(1)
                .setStep(Script.healthy().step(iteration))
                .build();
    }

    private void record() throws IOException {
        try (RecordingWriter writer = new RecordingWriter(file)) {
            for (int i = 0; i < MESSAGES; i++) {
                writer.add(TelemetryCodec.encode(message(i)));
            }
        }
    }

    private static List<Telemetry> read(Path recording) throws IOException {
        List<Telemetry> messages = new ArrayList<>();
        readInto(messages, recording);
        return messages;
    }

    private static void readInto(List<Telemetry> messages, Path recording) throws IOException {
        try (RecordingReader reader = RecordingReader.open(recording)) {
            for (Telemetry next = reader.next(); next != null; next = reader.next()) {
                messages.add(next);
            }
        }
    }

    @Test
    void givesBackWhatWasWrittenInOrder() throws IOException {
        // When
        record();

        // Then
        assertThat(read(file)).hasSize(MESSAGES).first().isEqualTo(message(0));
        assertThat(read(file).get(MESSAGES - 1)).isEqualTo(message(MESSAGES - 1));
        assertThat(directory.toFile().list()).containsExactly("digits.pb.gz");
    }

    @Test
    void oneThatIsNotCompressedIsReadTheSame() throws IOException {
        // Given
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message(0).writeDelimitedTo(bytes);
        message(1).writeDelimitedTo(bytes);

        // When
        Files.write(file, bytes.toByteArray());

        // Then
        assertThat(read(file)).containsExactly(message(0), message(1));
    }

    @Test
    void aWriterThatWasKilledLeavesWhatItHadFlushedAndTheOldRecordingAsItWas() throws IOException {
        // Given
        record();
        try (RecordingWriter killed = new RecordingWriter(file)) {
            killed.add(TelemetryCodec.encode(message(7)));
            killed.flush();

            // When
            List<Telemetry> messages = new ArrayList<>();
            Path part = directory.resolve("digits.pb.gz.part");

            // Then
            assertThatThrownBy(() -> readInto(messages, part))
                    .isInstanceOf(DamagedRecordingException.class)
                    .hasMessageContaining("digits.pb.gz.part is damaged after message 1: it breaks off there");
            assertThat(messages).containsExactly(message(7));
            assertThat(read(file)).hasSize(MESSAGES);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 500, 1000, 2000})
    void oneThatIsCutOffIsReadUpToThere(int kept) throws IOException {
        // Given
        record();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, Math.min(kept, whole.length - 1)));
        List<Telemetry> messages = new ArrayList<>();

        // Then
        assertThatThrownBy(() -> readInto(messages, file))
                .isInstanceOf(DamagedRecordingException.class)
                .hasMessageContaining("digits.pb.gz");
        assertThat(messages).hasSizeLessThanOrEqualTo(MESSAGES);
        for (int i = 0; i < messages.size(); i++) {
            assertThat(messages.get(i)).isEqualTo(message(i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rules: {}", "\0\0\0\0\0", "\u007f", "{\"a\": 1}"})
    void whatIsNoRecordingIsCalledThat(String text) throws IOException {
        Files.writeString(file, text);

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(DamagedRecordingException.class)
                .hasMessageContaining("digits.pb.gz is not a recording of telemetry");
    }

    @Test
    void anEmptyFileHoldsNothing() throws IOException {
        Files.createFile(file);

        assertThat(read(file)).isEmpty();
    }

    @Test
    void whatIsNotThereIsSaidInWords() {
        assertThatThrownBy(() -> RecordingReader.open(file)).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> RecordingReader.open(directory)).hasMessageContaining("is a directory");
    }
}

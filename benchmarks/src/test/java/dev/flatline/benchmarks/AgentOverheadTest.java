package dev.flatline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentOverheadTest {

    @Test
    void printsALineForEveryModelWithWhatTheAgentReported() throws IOException {
        // Given
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        List<ReferenceModel> models = List.of(ReferenceModel.MLP, ReferenceModel.LSTM_50);

        // When
        new AgentOverhead(new Effort(2, 1, 0.1), out).compare(models);

        // Then
        List<String> table = printed.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("| "))
                .toList();
        assertThat(table).hasSize(3);
        assertThat(table).allSatisfy(line -> assertThat(line.split("\\|")).hasSize(16));
        assertThat(table.get(1)).startsWith("| MLP 784-256-128-10, b32 |").doesNotContain("none received");
        assertThat(table.get(2)).startsWith("| LSTM 50, T50, b32 |").doesNotContain("none received");
    }
}

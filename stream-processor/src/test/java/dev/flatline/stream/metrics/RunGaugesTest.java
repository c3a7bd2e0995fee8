package dev.flatline.stream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.RunRef;
import dev.flatline.stream.RunSignals;
import dev.flatline.stream.RunSignals.AgentSignals;
import dev.flatline.stream.RunSignals.LayerSignals;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunGaugesTest {

    @Test
    void areAllDocumentedAndNoOtherIs() throws Exception {
        try (MetricsServer server = new MetricsServer("127.0.0.1", 0)) {
            // Given
            server.show(signals("running", 0.25));
            String page = scrape(server.port());
            String document = Files.readString(Path.of("..", "grafana", "metrics.md"));

            // When
            Set<String> served = names(page, "(?m)^(flatline_\\w+)");
            Set<String> documented = names(document, "(?m)^\\| `(flatline_\\w+)`");

            // Then
            documented.remove("flatline_alert_firing"); // is there only while one fires
            assertThat(served).isEqualTo(documented);
        }
    }

    private static Set<String> names(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void areServedUnderTheirDocumentedNames() throws Exception {
        try (MetricsServer server = new MetricsServer("127.0.0.1", 0)) {
            // Given
            server.show(signals("running", 0.25));

            // When
            String page = scrape(server.port());

            // Then
            assertThat(page)
                    .contains(
                            "flatline_run_info{attempt=\"7\",model=\"MultiLayerNetwork\",name=\"my digits\",run=\"digits\"} 1")
                    .contains("flatline_run_skill_ratio{run=\"digits\"} 0.25")
                    .contains("flatline_run_score{run=\"digits\"} NaN")
                    .contains("flatline_layer_update_ratio{layer=\"conv\",run=\"digits\"} 0.001")
                    .contains("flatline_agent_dropped_messages_total{run=\"digits\"} 3.0")
                    .contains("flatline_dead_letters_total 0.0")
                    .contains("jvm_memory_used_bytes");
        }
    }

    @Test
    void ofAnEndedRunDisappearAfterAMinute() {
        // Given
        AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1_000));
        RunGauges gauges = new RunGauges(clock(now));
        gauges.show(signals("completed", 0.9));

        // When
        now.updateAndGet(before -> before.plus(Duration.ofSeconds(59)));
        int soon = points(gauges);
        now.updateAndGet(before -> before.plus(Duration.ofSeconds(2)));
        int later = points(gauges);

        // Then
        assertThat(soon).isPositive();
        assertThat(later).isZero();
    }

    @Test
    void ofARunThatGoesOnStay() {
        // Given
        AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1_000));
        RunGauges gauges = new RunGauges(clock(now));
        gauges.show(signals("running", 0.9));

        // When
        now.updateAndGet(before -> before.plus(Duration.ofDays(1)));

        // Then
        assertThat(points(gauges)).isPositive();
    }

    private static int points(RunGauges gauges) {
        return gauges.collect().stream()
                .mapToInt(metric -> metric.getDataPoints().size())
                .sum();
    }

    private static String scrape(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static Clock clock(AtomicReference<Instant> now) {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
    }

    private static RunSignals signals(String status, double skill) {
        return new RunSignals(
                new RunRef("digits", "my digits", 7, Map.of()),
                "MultiLayerNetwork",
                41,
                42,
                1,
                Double.NaN,
                0.5,
                2.3,
                skill,
                0.4,
                0.3,
                status,
                "",
                1_000_000,
                Stream.of("conv", "dense")
                        .map(name -> new LayerSignals(name, 1e-3, 1e-3, 0.2, 0, 0))
                        .toList(),
                List.of(),
                null,
                List.of(),
                new AgentSignals(42, 2, 3, 0.004));
    }
}

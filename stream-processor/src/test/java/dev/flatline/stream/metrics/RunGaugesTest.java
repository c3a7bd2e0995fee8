package dev.flatline.stream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertState;
import dev.flatline.alert.Cause;
import dev.flatline.alert.RunRef;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.RunSignals;
import dev.flatline.stream.RunSignals.AgentSignals;
import dev.flatline.stream.RunSignals.DataSignals;
import dev.flatline.stream.RunSignals.EvaluationSignals;
import dev.flatline.stream.RunSignals.InputSignals;
import dev.flatline.stream.RunSignals.LayerSignals;
import dev.flatline.stream.RunSignals.OutputSignals;
import dev.flatline.stream.RunSignals.ProgressSignals;
import dev.flatline.stream.serve.WebServer;
import dev.flatline.stream.serve.WebSettings;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunGaugesTest {

    private static final RunRef RUN = new RunRef("digits", "my digits", 7, Map.of());
    private static final Cause CAUSE =
            new Cause("saturating-activation", 0.8, "Skill is 0.0100.", ".activation(Activation.RELU)", List.of());

    @Test
    void areAllDocumentedAndNoOtherIs() throws Exception {
        try (Served server = Served.anywhere()) {
            // Given
            server.metrics().show(signals("running", 0.25, List.of(alert()), CAUSE));
            String page = server.page();
            String document = Files.readString(Path.of("..", "grafana", "metrics.md"));

            // When
            Set<String> served = names(page, "(?m)^(flatline_\\w+)");
            Set<String> documented = names(document, "(?m)^\\| `(flatline_(?!notification)\\w+)`");

            // Then
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
        try (Served server = Served.anywhere()) {
            // Given
            server.metrics().show(signals("running", 0.25));

            // When
            String page = server.page();

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

    @Test
    void tellTheDiagnosisInTheSameWordsUntilItChanges() {
        // Given
        RunGauges gauges = new RunGauges(Clock.systemUTC());
        gauges.show(signals("running", 0.01, List.of(alert()), CAUSE));

        // When
        gauges.show(signals("running", 0.02, List.of(alert()), inOtherWords(CAUSE.cause())));
        String sameCause = explanation(gauges);
        gauges.show(signals("running", 0.02, List.of(alert()), inOtherWords("dead-relu")));
        String otherCause = explanation(gauges);

        // Then
        assertThat(sameCause).isEqualTo("Skill is 0.0100.");
        assertThat(otherCause).isEqualTo("Skill is 0.0200.");
    }

    private static Cause inOtherWords(String cause) {
        return new Cause(cause, 0.8, "Skill is 0.0200.", CAUSE.fix(), List.of());
    }

    private static @Nullable String explanation(RunGauges gauges) {
        return gauges.collect().stream()
                .filter(metric -> metric.getMetadata().getName().equals("flatline_run_diagnosis"))
                .map(metric -> metric.getDataPoints().get(0).getLabels().get("explanation"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nameTheFirstLayersOfAnAlertAndCountTheRest() throws Exception {
        try (Served server = Served.anywhere()) {
            // Given
            server.metrics().show(signals("running", 0.25, List.of(alert()), CAUSE));

            // When
            String page = server.page();

            // Then
            assertThat(page)
                    .contains("flatline_alert_since_iteration{kind=\"vanishing-gradient\",run=\"digits\","
                            + "severity=\"critical\",variant=\"\"} 3.0")
                    .contains("layers=\"l0, l1, l2, l3, l4, l5 and 2 more\"");
        }
    }

    private static Alert alert() {
        List<String> layers = IntStream.range(0, 8).mapToObj(i -> "l" + i).toList();
        Symptom symptom = new Symptom("vanishing-gradient", "", Severity.CRITICAL, layers, "", Map.of());
        return new Alert("f", 1, AlertState.FIRING, RUN, symptom, 3, 40, null, 1_000, CAUSE);
    }

    @Test
    void ofLayersThatShareANameShowTheFirst() {
        // Given
        RunGauges gauges = new RunGauges(Clock.systemUTC());

        // When
        gauges.show(signals("running", 0.25, List.of(), CAUSE, Stream.of("dense", "dense")));

        // Then
        assertThat(points(gauges)).isPositive();
    }

    @Test
    void ofTooManyLayersTheWorstAreShownAndTheOthersAsOne() {
        // Given
        RunGauges gauges = new RunGauges(Clock.systemUTC());
        int layers = Bound.LAYERS + 500;

        // When
        gauges.show(signals(
                "running",
                0.25,
                List.of(alert()),
                CAUSE,
                IntStream.range(0, layers).mapToObj(i -> "l" + (layers - 1 - i))));

        // Then
        List<String> shown = labels(gauges, "flatline_layer_gradient_rms", "layer");
        assertThat(shown).hasSize(Bound.LAYERS + 1).contains("l0", "l7", Bound.OTHERS);
        assertThat(labels(gauges, "flatline_layer", "layer"))
                .hasSize(Bound.LAYERS)
                .doesNotContain(Bound.OTHERS);
        assertThat(value(gauges, "flatline_metrics_left_out_layers")).isEqualTo(500);
        assertThat(value(gauges, "flatline_metrics_left_out_runs")).isZero();
    }

    @Test
    void ofTooManyRunsThoseWithAlertsAreShown() {
        // Given
        RunGauges gauges = new RunGauges(Clock.systemUTC());

        // When
        gauges.show(signals("running", 0.25, List.of(alert()), CAUSE));
        for (int i = 0; i < Bound.RUNS + 10; i++) {
            RunSignals healthy = signals("running", 0.9);
            gauges.show(named("sweep-" + i, healthy));
        }

        // Then
        assertThat(labels(gauges, "flatline_run_score", "run"))
                .hasSize(Bound.RUNS)
                .contains(RUN.id());
        assertThat(value(gauges, "flatline_metrics_left_out_runs")).isEqualTo(11);
    }

    private static RunSignals named(String id, RunSignals other) {
        return new RunSignals(
                new RunRef(id, id, 7, Map.of()),
                other.model(),
                other.iteration(),
                other.iterations(),
                other.epoch(),
                other.score(),
                other.loss(),
                other.bestConstantLoss(),
                other.skill(),
                other.outputDiversity(),
                other.probeDiversity(),
                other.progress(),
                other.evaluation(),
                other.data(),
                other.status(),
                other.statusReason(),
                other.timeMillis(),
                other.layers(),
                other.firing(),
                other.diagnosis(),
                other.otherCauses(),
                other.agent());
    }

    private static List<String> labels(RunGauges gauges, String metric, String label) {
        return metric(gauges, metric).getDataPoints().stream()
                .map(point -> point.getLabels().get(label))
                .toList();
    }

    private static double value(RunGauges gauges, String metric) {
        return ((GaugeSnapshot) metric(gauges, metric)).getDataPoints().get(0).getValue();
    }

    private static MetricSnapshot metric(RunGauges gauges, String name) {
        return gauges.collect().stream()
                .filter(metric -> metric.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int points(RunGauges gauges) {
        return gauges.collect().stream()
                .filter(metric -> !metric.getMetadata().getName().startsWith("flatline_metrics_"))
                .mapToInt(metric -> metric.getDataPoints().size())
                .sum();
    }

    /** Metrics behind a server. */
    private record Served(WebServer web, MetricsServer metrics) implements AutoCloseable {

        static Served anywhere() throws IOException {
            WebServer web = WebServer.open(WebSettings.local(0));
            MetricsServer metrics = new MetricsServer(web);
            web.start();
            return new Served(web, metrics);
        }

        String page() throws IOException, InterruptedException {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(web.url() + "/metrics")).build();
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
        }

        @Override
        public void close() {
            metrics.close();
            web.close();
        }
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
        return signals(status, skill, List.of(), CAUSE);
    }

    private static RunSignals signals(String status, double skill, List<Alert> firing, Cause cause) {
        return signals(status, skill, firing, cause, Stream.of("conv", "dense"));
    }

    private static RunSignals signals(
            String status, double skill, List<Alert> firing, Cause cause, Stream<String> layers) {
        return new RunSignals(
                RUN,
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
                new ProgressSignals(1_344, 0.01, 1, 0.2),
                new EvaluationSignals(0.6, 0.8, 0.2, 0.3),
                new DataSignals(
                        5_000,
                        640,
                        2.1,
                        List.of(new InputSignals(0.1, 0.3, 0, 1, 4)),
                        List.of(new OutputSignals("dense", 0.12, 0.15, 9))),
                status,
                "",
                1_000_000,
                layers.map(name ->
                                new LayerSignals(name, "DenseLayer", "relu", 0.01, 0.1, 1e-3, 1, 0.5, 1e-3, 0.2, 0, 0))
                        .toList(),
                firing,
                firing.isEmpty() ? null : cause,
                List.of(),
                new AgentSignals(42, 2, 3, 0.004, 0, 5, 6_000));
    }
}

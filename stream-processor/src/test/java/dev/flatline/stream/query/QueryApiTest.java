package dev.flatline.stream.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.RunSignals;
import dev.flatline.stream.Script;
import dev.flatline.stream.rules.Rules;
import dev.flatline.stream.serve.BearerToken;
import dev.flatline.stream.serve.WebServer;
import dev.flatline.stream.serve.WebSettings;
import dev.flatline.stream.topology.Replay;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two instances with one run each, asked over HTTP. */
class QueryApiTest {

    private static final BearerToken TOKEN = new BearerToken("the-same-at-all-instances");

    private final List<Node> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(node -> node.web.close());
    }

    @Test
    void oneAnswersForAllInstances() throws Exception {
        // Given
        Node left = new Node("left", Script.flat(), 60);
        Node right = new Node("right", Script.healthy(), 5);

        // When
        JsonNode runs = left.get("/api/v1/runs");
        JsonNode other = left.get("/api/v1/runs/right");

        // Then
        assertThat(runs.get("runs").findValuesAsText("id")).containsExactlyInAnyOrder("left", "right");
        assertThat(runs.get("unreachable")).isEmpty();
        assertThat(other.at("/run/id").asText()).isEqualTo("right");
        assertThat(right.get("/api/v1/runs/left").get("iteration").asInt()).isEqualTo(59);
    }

    @Test
    void anInstanceThatIsAwayIsNamedAndHoldsUpNobody() throws Exception {
        // Given
        Node left = new Node("left", Script.healthy(), 5);
        Node right = new Node("right", Script.healthy(), 5);
        right.web.close();

        // When
        JsonNode runs = left.get("/api/v1/runs");

        // Then
        assertThat(runs.get("runs").findValuesAsText("id")).containsExactly("left");
        assertThat(runs.get("unreachable").get(0).asText()).isEqualTo("127.0.0.1:" + right.web.port());
        assertThat(left.get("/api/v1/runs/right").get("error").asText()).contains("does not answer");
    }

    @Test
    void aRunHasItsAlertsAndItsNewestStepsInFull() throws Exception {
        // Given
        Node node = new Node("digits", Script.flat(), 800);

        // When
        JsonNode alerts = node.get("/api/v1/runs/digits/alerts");
        JsonNode window = node.get("/api/v1/runs/digits/window").get("steps");

        // Then
        assertThat(alerts.get("alerts").findValuesAsText("kind")).contains("output-collapse");
        assertThat(window).hasSize(RecentSteps.STEPS);
        assertThat(window.get(0).get("iteration").asInt()).isEqualTo(300);
        assertThat(window.get(499).get("iteration").asInt()).isEqualTo(799);
        assertThat(window.get(0).at("/layers/0/updateRatio").asDouble()).isBetween(0.9e-3, 1.1e-3);
        assertThat(window.get(0).get("constantLoss").asText()).isEqualTo("NaN");
    }

    @Test
    void ofManyLayersFewerStepsAreKept() {
        // Given
        RecentSteps recent = new RecentSteps();
        Telemetry.Builder message = Telemetry.newBuilder().setRunId("wide").setAttempt(1);

        // When
        for (long i = 0; i < 100; i++) {
            Script script = Script.healthy();
            var step = script.step(i).toBuilder();
            for (int layer = 3; layer < 1_000; layer++) {
                step.addLayers(step.getLayers(0));
            }
            recent.add(message.setStep(step).build());
        }

        // Then
        assertThat(recent.of("wide")).hasSize(RecentSteps.NUMBERS / 1_000);
    }

    @Test
    void whatThereIsNotIsExplained() throws Exception {
        // Given
        Node node = new Node("digits", Script.healthy(), 5);

        // Then
        assertThat(node.get("/api/v1/runs/nobody").get("error").asText()).contains("no run has the id 'nobody'");
        assertThat(node.get("/api/v1/runs/digits/nonsense").get("error").asText())
                .contains("there are alerts and window");
        assertThat(node.get("/api/v1/runs/a/b/c").get("error").asText()).contains("there is no");
    }

    /** An instance that has one run. */
    private final class Node implements Runs {

        private final Map<String, RunSignals> signals = new LinkedHashMap<>();
        private final WebServer web;

        Node(String run, Script script, int steps) throws Exception {
            RecentSteps recent = new RecentSteps();
            Replay replay = new Replay(Rules.STANDARD);
            Telemetry.Builder message =
                    Telemetry.newBuilder().setSchema(1).setRunId(run).setAttempt(1);
            for (long i = 0; i < steps; i++) {
                Telemetry step =
                        message.setTimeMillis(1_000 * i).setStep(script.step(i)).build();
                RunSignals told = replay.take(step).signals();
                recent.add(step);
                if (told != null) {
                    signals.put(run, told);
                }
            }
            WebSettings settings = new WebSettings("127.0.0.1", 0, TOKEN, null);
            web = WebServer.open(settings);
            web.add(QueryApi.PATH, new QueryApi(this, recent, settings));
            web.start();
            nodes.add(this);
        }

        JsonNode get(String path) throws Exception {
            HttpRequest request = HttpRequest.newBuilder(URI.create(web.url() + path))
                    .header("Authorization", TOKEN.header())
                    .build();
            return new ObjectMapper()
                    .readTree(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofByteArray())
                            .body());
        }

        @Override
        public List<RunSignals> here() {
            return List.copyOf(signals.values());
        }

        @Override
        public Optional<RunSignals> here(String run) {
            return Optional.ofNullable(signals.get(run));
        }

        @Override
        public Optional<Peer> elsewhere(String run) {
            return nodes.stream()
                    .filter(node -> node != this && node.signals.containsKey(run))
                    .map(node -> new Peer("127.0.0.1", node.web.port()))
                    .findFirst();
        }

        @Override
        public List<Peer> peers() {
            return nodes.stream()
                    .filter(node -> node != this)
                    .map(node -> new Peer("127.0.0.1", node.web.port()))
                    .toList();
        }
    }
}

package dev.flatline.stream.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.flatline.stream.RunSignals;
import dev.flatline.stream.query.Runs.NotNowException;
import dev.flatline.stream.query.Runs.Peer;
import dev.flatline.stream.serve.Answer;
import dev.flatline.stream.serve.WebSettings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Read-only answers about runs, wherever they are processed:
 *
 * <pre>
 * /api/v1/runs               all runs, one line each; "unreachable": instances that did not answer
 * /api/v1/runs/ID            one run's newest signals, diagnosis and firing alerts, as on flatline.signals
 * /api/v1/runs/ID/alerts     its firing alerts alone
 * /api/v1/runs/ID/window     its newest steps, every one of them
 * </pre>
 */
public final class QueryApi implements HttpHandler {

    /** Where it is. */
    public static final String PATH = "/api/v1/runs";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Runs runs;
    private final RecentSteps recent;
    private final PeerClient peers;

    public QueryApi(Runs runs, RecentSteps recent, WebSettings settings) {
        this.runs = runs;
        this.recent = recent;
        this.peers = new PeerClient(settings);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        // Decoded: a run id holds no slash.
        String path = exchange.getRequestURI().getPath().substring(PATH.length());
        try {
            String[] parts = path.replaceAll("^/|/$", "").split("/", -1);
            if (parts[0].isEmpty()) {
                Answer.json(exchange, 200, list(isPassedOn(exchange)));
            } else if (parts.length <= 2 && path.startsWith("/")) {
                answer(exchange, parts[0], parts.length == 2 ? parts[1] : "");
            } else {
                Answer.error(
                        exchange, 404, "there is no " + exchange.getRequestURI().getPath());
            }
        } catch (NotNowException e) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            Answer.error(exchange, 503, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isPassedOn(HttpExchange exchange) {
        return exchange.getRequestHeaders().containsKey(PeerClient.PASSED_ON);
    }

    private void answer(HttpExchange exchange, String run, String what) throws IOException {
        Optional<Peer> owner = isPassedOn(exchange) ? Optional.empty() : runs.elsewhere(run);
        if (owner.isPresent()) {
            passOn(exchange, owner.get());
            return;
        }
        Optional<RunSignals> found = runs.here(run);
        if (found.isEmpty()) {
            Answer.error(exchange, 404, "no run has the id '" + run + "'; " + PATH + " lists those that are known");
            return;
        }
        RunSignals signals = found.get();
        switch (what) {
            case "" -> Answer.bytes(exchange, 200, signals.encode());
            case "alerts" -> Answer.json(exchange, 200, Map.of("alerts", signals.firing()));
            case "window" -> Answer.json(exchange, 200, Map.of("steps", recent.of(run)));
            default -> Answer.error(exchange, 404, "of a run there are alerts and window, not '" + what + "'");
        }
    }

    private void passOn(HttpExchange exchange, Peer owner) throws IOException {
        try {
            HttpResponse<byte[]> response =
                    peers.ask(owner, exchange.getRequestURI().getRawPath());
            Answer.bytes(exchange, response.statusCode(), response.body());
        } catch (IOException e) {
            Answer.error(exchange, 502, "the instance at " + owner.host() + ":" + owner.port() + " does not answer");
        }
    }

    private Map<String, Object> list(boolean hereOnly) {
        List<Object> all = new ArrayList<>(runs.here().stream().map(Glance::of).toList());
        List<String> unreachable = new ArrayList<>();
        for (Peer peer : hereOnly ? List.<Peer>of() : runs.peers()) {
            try {
                JsonNode answer = JSON.readTree(peers.ask(peer, PATH).body());
                answer.path("runs").forEach(all::add);
            } catch (IOException e) {
                unreachable.add(peer.host() + ":" + peer.port());
            }
        }
        return Map.of("runs", all, "unreachable", unreachable);
    }
}

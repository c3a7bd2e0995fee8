package dev.flatline.alerting.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.flatline.alerting.notify.http.Json;
import dev.flatline.alerting.silence.Silence;
import dev.flatline.alerting.silence.SilenceCodec;
import dev.flatline.alerting.silence.WantedSilence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/v1/silences} lists, {@code POST} adds one from {@code {"run", "tags", "kind", "episode", "for", "by",
 * "reason"}}, {@code DELETE /api/v1/silences/ID} ends one.
 */
final class SilencesApi implements HttpHandler {

    private static final int LONGEST = 64 * 1024;
    private static final String PATH = "/api/v1/silences";

    private final SilenceStore store;
    private final Door door;

    SilencesApi(SilenceStore store, Door door) {
        this.store = store;
        this.door = door;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        @Nullable String refusal = door.refusal(exchange);
        if (refusal != null) {
            error(exchange, 401, refusal);
            return;
        }
        try {
            answer(exchange);
        } catch (IllegalArgumentException e) {
            error(exchange, 400, String.valueOf(e.getMessage()));
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestURI().getPath().substring(PATH.length()).replaceFirst("^/", "");
        switch (exchange.getRequestMethod() + (id.isEmpty() ? "" : " id")) {
            case "GET" -> list(exchange);
            case "POST" -> add(exchange);
            case "DELETE id" -> expire(exchange, id);
            default -> error(exchange, 405, "GET " + PATH + ", POST " + PATH + " or DELETE " + PATH + "/ID");
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        ArrayNode list = Json.object().arrayNode();
        store.notOver().forEach(silence -> list.add(Json.tree(SilenceCodec.encode(silence))));
        AlertingServer.text(exchange, 200, list.toString());
    }

    /** A page in a browser cannot send JSON elsewhere without being asked whether it may, and we do not answer that. */
    private void add(HttpExchange exchange) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.startsWith("application/json")) {
            error(exchange, 415, "send JSON, with Content-Type: application/json");
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST);
        Silence silence = wanted(Json.read(new String(body, StandardCharsets.UTF_8)));
        store.write(silence);
        AlertingServer.text(exchange, 201, new String(SilenceCodec.encode(silence), StandardCharsets.UTF_8));
    }

    private static Silence wanted(JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("the body must be a JSON object");
        }
        Map<String, String> tags = new LinkedHashMap<>();
        json.path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        return new WantedSilence(
                        json.path("run").asText(""),
                        tags,
                        json.path("kind").asText(""),
                        json.path("episode").asText(""),
                        json.path("for").asText(""),
                        json.path("by").asText(""),
                        json.path("reason").asText(""))
                .from(System.currentTimeMillis());
    }

    private void expire(HttpExchange exchange, String id) throws IOException {
        Optional<Silence> silence =
                store.notOver().stream().filter(each -> each.id().equals(id)).findFirst();
        if (silence.isEmpty()) {
            error(exchange, 404, "there is no silence " + id + " that is not over");
            return;
        }
        Silence ended = silence.get().until(System.currentTimeMillis());
        store.write(ended);
        AlertingServer.text(exchange, 200, new String(SilenceCodec.encode(ended), StandardCharsets.UTF_8));
    }

    private static void error(HttpExchange exchange, int status, String what) throws IOException {
        AlertingServer.text(exchange, status, Json.object().put("error", what).toString());
    }
}

package dev.flatline.stream.serve;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;

/** Writes answers. To HEAD only the head. */
public final class Answer {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Answer() {}

    /** Any value as JSON; NaN and the infinities become the strings {@code "NaN"}, {@code "Infinity"}, {@code "-Infinity"}. */
    public static void json(HttpExchange exchange, int status, Object value) throws IOException {
        bytes(exchange, status, JSON.writeValueAsBytes(value));
    }

    /** What went wrong, as {@code {"error": …}}. */
    public static void error(HttpExchange exchange, int status, String why) throws IOException {
        json(exchange, status, Map.of("error", why));
    }

    /** JSON that is written already. */
    public static void bytes(HttpExchange exchange, int status, byte[] json) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        boolean headOnly = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, headOnly ? -1 : json.length);
        if (!headOnly) {
            exchange.getResponseBody().write(json);
        }
        exchange.close();
    }
}

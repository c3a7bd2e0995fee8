package dev.flatline.live.serve;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Whole answers. */
final class Answer {

    private Answer() {}

    static void text(HttpExchange exchange, int code, String text) throws IOException {
        bytes(exchange, code, new Content("text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * A body.
     *
     * @param type its media type
     * @param bytes all of it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Content(String type, byte[] bytes) {}

    static void bytes(HttpExchange exchange, int code, Content content) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", content.type());
        try (exchange) {
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(code, -1);
                return;
            }
            exchange.sendResponseHeaders(code, content.bytes().length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(content.bytes());
            }
        }
    }
}

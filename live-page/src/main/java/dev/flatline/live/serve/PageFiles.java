package dev.flatline.live.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.flatline.live.page.Page;
import java.io.IOException;

/** The page and what it is made of. */
final class PageFiles implements HttpHandler {

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String name = path.equals("/") ? "index.html" : path.substring(1);
        if (!Page.FILES.contains(name)) {
            Answer.text(exchange, 404, "There is nothing here; the page is at /");
            return;
        }
        Answer.bytes(exchange, 200, new Answer.Content(type(name), Page.bytes(name)));
    }

    private static String type(String name) {
        String kind = name.substring(name.lastIndexOf('.') + 1);
        return switch (kind) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> "text/plain; charset=utf-8";
        };
    }
}

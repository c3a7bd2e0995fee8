package dev.flatline.stream.serve;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers GET and HEAD, nothing else; and a failure of a handler with 500 instead of a closed connection. */
final class ReadOnly extends Filter {

    private static final Logger LOG = LoggerFactory.getLogger(ReadOnly.class);

    @Override
    public String description() {
        return "GET and HEAD only";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        if (!exchange.getRequestMethod().matches("GET|HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            Answer.error(exchange, 405, "this server only answers GET and HEAD");
            return;
        }
        try {
            chain.doFilter(exchange);
        } catch (RuntimeException e) {
            LOG.error("answering {} failed", exchange.getRequestURI().getPath(), e);
            if (exchange.getResponseCode() == -1) {
                Answer.error(exchange, 500, "an error of Flatline's own; its log says more");
            } else {
                exchange.close();
            }
        }
    }
}

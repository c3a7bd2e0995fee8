package dev.flatline.live.serve;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lets in who may look, and sends every answer with the headers that keep a browser from doing anything else with it.
 *
 * <p>On loopback it asks that the request is addressed to this machine by name: a page of a stranger whose host name has been pointed at
 * 127.0.0.1 (DNS rebinding) is turned away. Where there is a token it must come in the header {@code Authorization: Bearer}, in the cookie
 * that the page sets, or once in the address as {@code ?token=}.
 */
final class Gate extends Filter {

    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", POLICY,
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cache-Control", "no-store");

    private static final Set<String> LOCAL_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final String COOKIE = "flatline-token";

    private final String token;

    /** With a token, or with an empty one for loopback. */
    Gate(String token) {
        this.token = token;
    }

    @Override
    public String description() {
        return "who may look";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        HEADERS.forEach(exchange.getResponseHeaders()::set);
        if (!List.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            Answer.text(exchange, 405, "This page can be looked at only.");
        } else if (token.isEmpty()) {
            passLocal(exchange, chain);
        } else {
            passToken(exchange, chain);
        }
    }

    private static void passLocal(HttpExchange exchange, Chain chain) throws IOException {
        String host =
                String.valueOf(exchange.getRequestHeaders().getFirst("Host")).replaceFirst(":\\d+$", "");
        if (LOCAL_NAMES.contains(host)) {
            chain.doFilter(exchange);
        } else {
            Answer.text(exchange, 403, "Use the address that Flatline printed, such as http://127.0.0.1:PORT/");
        }
    }

    private void passToken(HttpExchange exchange, Chain chain) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        if (isToken(query.replaceFirst("^token=", ""))) {
            exchange.getResponseHeaders()
                    .set("Set-Cookie", COOKIE + "=" + token + "; HttpOnly; SameSite=Strict; Path=/");
            exchange.getResponseHeaders().set("Location", "/");
            exchange.sendResponseHeaders(303, -1);
            exchange.close();
        } else if (given(exchange.getRequestHeaders()).anyMatch(this::isToken)) {
            chain.doFilter(exchange);
        } else {
            Answer.text(exchange, 401, "This page needs its token: open http://HOST:PORT/?token=TOKEN once.");
        }
    }

    private static Stream<String> given(Headers headers) {
        Stream<String> bearer = values(headers, "Authorization").map(value -> value.replaceFirst("^Bearer ", ""));
        Stream<String> cookies = values(headers, "Cookie")
                .flatMap(value -> Arrays.stream(value.split("; *", -1)))
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .map(cookie -> cookie.substring(COOKIE.length() + 1));
        return Stream.concat(bearer, cookies);
    }

    private static Stream<String> values(Headers headers, String name) {
        return headers.getOrDefault(name, List.of()).stream();
    }

    /** Takes the same time however much of it is right. */
    private boolean isToken(String guess) {
        return MessageDigest.isEqual(guess.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}

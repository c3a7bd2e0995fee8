package dev.flatline.stream.serve;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Lets only those through who show the token (RFC 6750). It takes as long to refuse a nearly right one. */
public final class BearerToken extends Filter {

    private static final int LEAST = 16;

    private final String expected;

    /** @throws IllegalArgumentException if it could be guessed */
    public BearerToken(String token) {
        if (token.length() < LEAST || !token.matches("[\\x21-\\x7E]+")) {
            throw new IllegalArgumentException(
                    "a token must have at least " + LEAST + " characters, of ASCII and without blanks");
        }
        this.expected = "Bearer " + token;
    }

    /** What to send as {@code Authorization}. */
    public String header() {
        return expected;
    }

    @Override
    public String description() {
        return "asks for the bearer token";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        if (isRight(exchange.getRequestHeaders().getFirst("Authorization"))) {
            chain.doFilter(exchange);
            return;
        }
        exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
        Answer.error(exchange, 401, "show the token of this server: Authorization: Bearer …");
    }

    private boolean isRight(@Nullable String shown) {
        return shown != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}

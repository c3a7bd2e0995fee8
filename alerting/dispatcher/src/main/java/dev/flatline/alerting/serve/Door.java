package dev.flatline.alerting.serve;

import com.sun.net.httpserver.HttpExchange;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Who may see and change silences: who knows the token, or, where there is none, everybody on this machine. Without a
 * token nobody may from elsewhere, nor a page in a browser that calls this machine by another name.
 *
 * @param local whether only this machine can reach us
 * @param token empty for none
 */
record Door(boolean local, String token) {

    static Door of(InetAddress address, String token) {
        return new Door(address.isLoopbackAddress(), token);
    }

    /** Why the request is not let in; {@code null} if it is. */
    @Nullable
    String refusal(HttpExchange exchange) {
        if (token.isEmpty()) {
            return local && isCalledByItsName(exchange)
                    ? null
                    : "set FLATLINE_ALERTING_TOKEN for flatline alerting, and send it as 'Authorization: Bearer …'";
        }
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        boolean right = given != null && MessageDigest.isEqual(bytes("Bearer " + token), bytes(given));
        return right ? null : "send the token of FLATLINE_ALERTING_TOKEN as 'Authorization: Bearer …'";
    }

    private static boolean isCalledByItsName(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        return host != null && host.matches("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

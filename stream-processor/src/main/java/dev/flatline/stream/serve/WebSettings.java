package dev.flatline.stream.serve;

import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How the process answers over HTTP. Its text shows no secret.
 *
 * @param address host name or address to listen on: "127.0.0.1" for this machine only, "0.0.0.0" for all networks
 * @param port which port; 0 for any that is free
 * @param token what a client must show as bearer token; {@code null} if anybody may ask
 * @param tls certificate and key of the server; {@code null} for plain HTTP
 */
public record WebSettings(
        String address,
        int port,
        @Nullable BearerToken token,
        @Nullable SSLContext tls) {

    public WebSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("the port must be in 0..65535, not " + port);
        }
    }

    /** For this machine alone, open to whoever is on it. */
    public static WebSettings local(int port) {
        return new WebSettings("127.0.0.1", port, null, null);
    }

    /** "http" or "https". */
    public String scheme() {
        return tls == null ? "http" : "https";
    }
}

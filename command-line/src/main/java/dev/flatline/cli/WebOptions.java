package dev.flatline.cli;

import dev.flatline.stream.serve.BearerToken;
import dev.flatline.stream.serve.ServerTls;
import dev.flatline.stream.serve.WebSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the processor answers over HTTP; secrets come from the environment only, where {@code ps} does not show them. */
final class WebOptions {

    static final String TOKEN = "FLATLINE_API_TOKEN";
    static final String PASSWORD = "FLATLINE_TLS_KEYSTORE_PASSWORD";

    @Option(
            names = "--metrics-address",
            paramLabel = "ADDRESS",
            description =
                    "address to serve /metrics and the query API on (default: ${DEFAULT-VALUE}); with a token in the"
                            + " environment variable " + TOKEN + " the API asks for it")
    private String address = "127.0.0.1";

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "port to serve them on (default: ${DEFAULT-VALUE})")
    private int port = 9464;

    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description =
                    "serve them over TLS with the key and certificate of this PKCS #12 or JKS file; its password is"
                            + " in the environment variable " + PASSWORD)
    private @Nullable Path keyStore;

    /**
     * The settings.
     *
     * @throws WrongUseException if they are wrong, saying which
     */
    WebSettings settings(Map<String, String> environment) {
        return new WebSettings(address, checkedPort(), token(environment), tls(environment));
    }

    private int checkedPort() {
        if (port < 0 || port > 65_535) {
            throw new WrongUseException("--metrics-port must be in 0..65535, not " + port);
        }
        return port;
    }

    private static @Nullable BearerToken token(Map<String, String> environment) {
        String token = environment.getOrDefault(TOKEN, "");
        try {
            return token.isEmpty() ? null : new BearerToken(token);
        } catch (IllegalArgumentException e) {
            throw new WrongUseException(TOKEN + ": " + e.getMessage() + "; 'openssl rand -hex 16' prints one");
        }
    }

    private @Nullable SSLContext tls(Map<String, String> environment) {
        if (keyStore == null) {
            return null;
        }
        try {
            return ServerTls.read(
                    keyStore, environment.getOrDefault(PASSWORD, "").toCharArray());
        } catch (IOException e) {
            throw new WrongUseException("--tls-keystore " + keyStore + " cannot be used: " + e.getMessage()
                    + "; is its password in " + PASSWORD + "?");
        }
    }
}

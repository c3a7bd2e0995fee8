package dev.flatline.cli;

import dev.flatline.live.serve.PageAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a service shows its live page. */
final class PageOptions {

    /** The environment variable with the token: an option could be seen by everyone who lists processes. */
    static final String TOKEN = "FLATLINE_PAGE_TOKEN";

    @Option(
            names = "--page-address",
            paramLabel = "ADDRESS",
            description =
                    "address to serve the live page on (default: ${DEFAULT-VALUE}); others than loopback need a token"
                            + " in the environment variable " + TOKEN)
    private String address = "127.0.0.1";

    @Option(
            names = "--page-port",
            paramLabel = "PORT",
            description = "port to serve the live page on (default: ${DEFAULT-VALUE})")
    private int port = 9465;

    @Option(names = "--no-page", description = "serve no live page")
    private boolean none;

    /**
     * Where to serve it; {@code null} for nowhere.
     *
     * @throws WrongUseException if that must not be
     */
    @Nullable
    PageAddress address(Map<String, String> environment) {
        if (none) {
            return null;
        }
        if (port < 0 || port > 65_535) {
            throw new WrongUseException("--page-port must be in 0..65535, not " + port);
        }
        String token = environment.getOrDefault(TOKEN, "");
        try {
            return new PageAddress(InetAddress.getAllByName(address)[0], port, token);
        } catch (UnknownHostException e) {
            throw new WrongUseException("--page-address " + address + " is no address of this machine");
        } catch (IllegalArgumentException e) {
            throw new WrongUseException(
                    "The live page: " + e.getMessage() + ". Set it in " + TOKEN
                            + ", for example to what 'openssl rand -hex 16' prints, or choose another --page-address or --page-port.");
        }
    }
}

package dev.flatline.cli.replay;

import dev.flatline.events.v1.Telemetry;
import java.io.IOException;
import java.util.function.Consumer;

/** Where recorded telemetry comes from. */
public interface TelemetrySource {

    /**
     * Hands on message after message, those of one run in order.
     *
     * @throws IOException if it cannot be read to its end; what was handed on before is good
     */
    void forEach(Consumer<Telemetry> taker) throws IOException;
}

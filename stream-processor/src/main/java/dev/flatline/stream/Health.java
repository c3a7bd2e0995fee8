package dev.flatline.stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.flatline.stream.serve.Answer;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.streams.KafkaStreams;

/** Says with 200 or 503 whether the processor is as it should be, and in words how it is. */
record Health(KafkaStreams streams, Predicate<KafkaStreams.State> good) implements HttpHandler {

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        KafkaStreams.State state = streams.state();
        Answer.json(
                exchange,
                good.test(state) ? 200 : 503,
                Map.of("state", state.name().toLowerCase(Locale.ROOT)));
    }
}

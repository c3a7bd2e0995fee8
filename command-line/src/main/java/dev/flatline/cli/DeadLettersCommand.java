package dev.flatline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.cli.deadletter.DeadLetters;
import dev.flatline.cli.deadletter.Letter;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flatline dead-letters}. */
@Command(
        name = "dead-letters",
        description = "Lists the messages that the stream processor could not read, and why.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  flatline dead-letters --bootstrap-servers kafka:9092",
            "  flatline dead-letters --bootstrap-servers kafka:9092 --last 500 --json"
        })
final class DeadLettersCommand implements Callable<Integer> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Option(names = "--last", paramLabel = "N", description = "the newest so many (default: ${DEFAULT-VALUE})")
    private int last = 20;

    @Option(names = "--json", description = "print JSON, one line for each message")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        if (last < 1 || last > 100_000) {
            throw new WrongUseException("--last must be in 1..100000, not " + last);
        }
        GivenBrokers brokers = cluster.brokers();
        brokers.requireTopics();
        List<Letter> letters = DeadLetters.last(brokers, last);
        PrintWriter out = spec.commandLine().getOut();
        for (Letter letter : letters) {
            out.println(json ? JSON.writeValueAsString(fields(letter)) : text(letter));
        }
        if (!json) {
            out.println(summary(letters));
        }
        out.flush();
        return 0;
    }

    private static Map<String, Object> fields(Letter letter) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", letter.time().toString());
        fields.put("origin", letter.origin());
        fields.put("reason", letter.reason());
        fields.put("key", letter.key());
        fields.put("bytes", letter.bytes());
        fields.put("content", letter.content());
        return fields;
    }

    private static String text(Letter letter) {
        return letter.time() + "  " + letter.origin() + "\n   Why       " + letter.reason() + "\n   Content   "
                + letter.bytes() + " bytes: " + letter.content() + "\n   Key       " + letter.key();
    }

    private static String summary(List<Letter> letters) {
        long reasons = letters.stream().map(Letter::reason).distinct().count();
        return letters.isEmpty()
                ? "No message was put aside."
                : letters.size() + (letters.size() == 1 ? " message" : " messages") + ", " + reasons
                        + (reasons == 1 ? " reason" : " reasons");
    }
}

package dev.flatline.cli.broker;

import dev.flatline.events.Topics.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How one topic on the brokers differs from what Flatline wants.
 *
 * @param topic what is wanted
 * @param exists whether it is there
 * @param partitions how many it has; 0 if it is not there
 * @param settings the settings that differ, as they are now
 */
public record TopicChange(Topic topic, boolean exists, int partitions, Map<String, String> settings) {

    public TopicChange {
        settings = Map.copyOf(settings);
    }

    static TopicChange missing(Topic topic) {
        return new TopicChange(topic, false, 0, Map.of());
    }

    /** In words, one for each difference; none if it is as wanted. */
    public List<String> differences() {
        List<String> differences = new ArrayList<>();
        if (exists && partitions != topic.partitions()) {
            differences.add(partitions + " partitions, not " + topic.partitions());
        }
        settings.keySet().stream()
                .sorted()
                .forEach(key -> differences.add(key + "=" + settings.get(key) + ", not "
                        + topic.configuration().get(key)));
        return differences;
    }
}

package dev.flatline.alert;

import java.util.Map;

/**
 * The run an alert speaks of.
 *
 * @param id names the training across restarts
 * @param name what people call it
 * @param attempt which restart, in milliseconds since the epoch at its start
 * @param tags what the user tagged the run with
 */
public record RunRef(String id, String name, long attempt, Map<String, String> tags) {

    public RunRef {
        tags = Map.copyOf(tags);
    }
}

package dev.flatline.agent;

import dev.flatline.agent.observe.AddedListener;
import org.jspecify.annotations.Nullable;

/**
 * Watches the models it is added to: {@code net.addListeners(new FlatlineListener("my run"))}.
 *
 * <p>Needs the agent's jar on the class path and no {@code -javaagent}. Everything else is configured by system
 * properties and environment variables, see {@link AgentSettings}. It never throws into the training, never blocks it,
 * and changes nothing in it. Each model becomes a run of its own. Cost: as with {@code -javaagent}, and in addition the
 * output layer is computed once more for each update.
 *
 * <p>What the training finds on data of its own choice it tells by {@code evaluated}; DL4J's two ways to find it take
 * one line each: {@code new EvaluativeListener(…).setCallback((by, model, count, found) -> flatline.evaluated(model,
 * found))}, and in an {@code EarlyStoppingListener}'s {@code onEpoch} {@code flatline.evaluated(net, Map.of("loss",
 * score))}.
 */
public final class FlatlineListener extends AddedListener {

    /** Names the run by the settings, or else by the main class. */
    public FlatlineListener() {
        super(null);
    }

    /**
     * A listener for a run with a name.
     *
     * @param runName under this name the run goes on across restarts; {@code null} as without
     */
    public FlatlineListener(@Nullable String runName) {
        super(runName);
    }
}

package dev.flatline.agent.observe;

import dev.flatline.agent.settings.Commands;
import dev.flatline.events.v1.Command;
import dev.flatline.events.v1.CommandOutcome;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes commands from the broker, on the reader's thread: what is for a run of this process and allowed is left for the
 * thread that trains it, and everything else is refused. Of an id, the first command counts.
 */
final class Orders {

    private static final int MOST_IDS = 1000;

    private final Commands settings;
    private final Function<String, @Nullable ObservedRun> runs;
    private final Set<String> ids = Collections.newSetFromMap(new LinkedHashMap<>() {

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_IDS;
        }
    });

    /**
     * Orders of one JVM.
     *
     * @param runs a run of this JVM by its id; {@code null} for one that is trained elsewhere
     */
    Orders(Commands settings, Function<String, @Nullable ObservedRun> runs) {
        this.settings = settings;
        this.runs = runs;
    }

    void take(Command command) {
        ObservedRun run = runs.apply(command.getRunId());
        if (run == null || run.channel().hasEnded() || !ids.add(command.getCommandId())) {
            return;
        }
        Steering steering = run.steering();
        String objection = objection(command, run);
        if (steering != null && objection.isEmpty()) {
            steering.order(new Order(command, settings, System.nanoTime()));
        } else {
            run.channel()
                    .answered(Order.outcome(command, CommandOutcome.Status.REFUSED, objection)
                            .setIteration(run.channel().updates())
                            .build());
        }
    }

    /** Why a command is not carried out; empty if nothing speaks against it. */
    private String objection(Command command, ObservedRun run) {
        String kind = Order.kind(command);
        if (!settings.allowed().contains(kind)) {
            return "commands.allowed of this training does not name "
                    + (kind.isEmpty() ? "commands of this kind, which its agent does not know" : kind);
        }
        long attempt = run.channel().attempt();
        if (command.getAttempt() != 0 && command.getAttempt() != attempt) {
            return "it is for attempt " + command.getAttempt() + ", and attempt " + attempt + " is in training";
        }
        return run.steering() == null
                ? "only a MultiLayerNetwork or ComputationGraph that is trained by one thread obeys commands"
                : Order.objection(command);
    }
}

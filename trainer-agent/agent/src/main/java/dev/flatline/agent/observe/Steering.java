package dev.flatline.agent.observe;

import dev.flatline.agent.publish.RunChannel;
import dev.flatline.events.v1.Command;
import dev.flatline.events.v1.CommandOutcome;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What others ask of one model: it waits here for the thread that trains, which carries it out between two updates and
 * answers. While nothing is asked, that thread pays for one look at an empty queue.
 */
final class Steering {

    private static final int MOST = 16;

    private final RunChannel run;
    private final List<LayerFacts> facts;
    private final Queue<Order> orders = new ConcurrentLinkedQueue<>();
    private boolean inFit;
    private boolean ending;

    Steering(RunChannel run, List<LayerFacts> facts) {
        this.run = run;
        this.facts = facts;
    }

    /** Leaves an order; on any thread. */
    void order(Order order) {
        if (orders.size() < MOST) {
            orders.add(order);
        } else {
            answer(order.refused(MOST + " commands wait for the training's next update already"));
        }
    }

    boolean hasOrders() {
        return !orders.isEmpty();
    }

    /** Carries out what was asked: on the training thread, between two updates, and never throws. */
    void carryOut(Network network) {
        for (Order order = orders.poll(); order != null; order = orders.poll()) {
            answer(outcome(order, network));
        }
    }

    private void answer(CommandOutcome.Builder outcome) {
        run.answered(outcome.setIteration(run.updates()).build());
    }

    private CommandOutcome.Builder outcome(Order order, Network network) {
        try {
            return order.isLate()
                    ? order.refused("the training made no update for ten minutes after it came")
                    : carryOut(order, network);
        } catch (Throwable e) {
            return Order.outcome(order.command(), CommandOutcome.Status.FAILED, e.toString());
        }
    }

    private CommandOutcome.Builder carryOut(Order order, Network network) throws Exception {
        Command command = order.command();
        Levers levers = new Levers(network, facts);
        return switch (command.getKindCase()) {
            case CHECKPOINT -> checkpoint(order, network);
            case STOP -> stop(order, network);
            case SCALE_LEARNING_RATE ->
                changed(
                        order,
                        levers,
                        levers.scaleLearningRates(command.getScaleLearningRate().getFactor()));
            case CLIP_GRADIENTS ->
                changed(
                        order,
                        levers,
                        levers.clipGradients(command.getClipGradients().getThreshold()));
            case KIND_NOT_SET -> order.refused("this agent does not know commands of this kind");
        };
    }

    private CommandOutcome.Builder checkpoint(Order order, Network network) throws Exception {
        String file = CheckpointFile.write(network.model(), order.settings(), run.runId() + "-" + run.updates());
        return order.done("written to " + file).setFile(file);
    }

    private CommandOutcome.Builder stop(Order order, Network network) throws Exception {
        if (!inFit) {
            return order.refused("only fit with an iterator can be ended, which was begun with the agent in the JVM:"
                    + " by -javaagent, flatline run, or attached before");
        }
        CommandOutcome.Builder outcome = checkpoint(order, network);
        ending = true;
        return outcome.setReason(outcome.getReason() + "; fit ends");
    }

    private CommandOutcome.Builder changed(Order order, Levers levers, String change) {
        if (change.isEmpty()) {
            return order.refused(levers.objection());
        }
        run.changed(levers.description());
        return order.done(change);
    }

    /**
     * The loop over the data asks whether there are more: called by the hook, on the training thread.
     *
     * @return whether it goes on
     */
    boolean goesOn(boolean hasNext) {
        inFit = hasNext && !ending;
        return inFit;
    }
}

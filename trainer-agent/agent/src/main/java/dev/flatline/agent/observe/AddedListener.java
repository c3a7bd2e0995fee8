package dev.flatline.agent.observe;

import dev.flatline.agent.AgentSettings;
import dev.flatline.agent.publish.SpoolLimit;
import dev.flatline.agent.settings.Commands;
import dev.flatline.agent.settings.Security;
import dev.flatline.events.TelemetryCodec;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;
import org.nd4j.evaluation.IEvaluation;

/** A listener that a program adds to its models itself: every model it is added to becomes a run. */
public abstract class AddedListener extends ModelListener {

    /** So much above any real one that nothing is ever left out for the sake of the budget. */
    private static final double NO_BUDGET = 1e9;

    private final Watch watch;
    private final @Nullable String runName;

    protected AddedListener(@Nullable String runName) {
        this(Watch.ofProcess(), runName);
    }

    /** A listener whose messages go to {@code taker}, all of them, on the training thread, and to no broker. */
    protected AddedListener(String runName, Consumer<byte[]> taker) {
        this(
                Watch.into(
                        new AgentSettings(
                                "",
                                Security.NONE,
                                null,
                                Map.of(),
                                NO_BUDGET,
                                true,
                                SpoolLimit.NONE,
                                Commands.NONE,
                                true),
                        message -> taker.accept(TelemetryCodec.encode(message))),
                runName);
    }

    AddedListener(Watch watch, @Nullable String runName) {
        this.watch = watch;
        this.runName = runName;
    }

    @Override
    final @Nullable ModelObserver observerOf(Model model) {
        if (watch.isOff()) {
            return null;
        }
        ModelObserver observer = watch.observerOf(model);
        if (observer == null) {
            Network network = Network.of(model);
            observer = network == null ? null : watch.observe(network, this, runName);
        }
        return observer == null || observer.owner() == this || takesOver(observer, model) ? observer : null;
    }

    /** A program may replace its listeners by new ones between two fits; the run goes on. */
    private boolean takesOver(ModelObserver observer, Model model) {
        Network network = Network.of(model);
        boolean replaced =
                network != null && network.listeners().stream().noneMatch(listener -> listener == observer.owner());
        if (replaced) {
            observer.ownedBy(this);
        }
        return replaced;
    }

    /**
     * Tells how the model does on data that it is not trained on, for those who look at its run.
     *
     * <p>Costs some microseconds and never throws. Before the first update of the model it does nothing. With {@code
     * -javaagent} and without this listener, DL4J's own evaluations are seen by themselves.
     *
     * @param metrics by name: "loss" (a mean over the examples), "accuracy" (0..1), and any other
     */
    public final void evaluated(Model model, Map<String, Double> metrics) {
        report(model, (evaluations, moment) -> evaluations.report(moment, metrics));
    }

    /**
     * Tells of evaluations that DL4J made, such as {@code net.evaluate(validation)}.
     *
     * @param evaluated of the model's first output
     */
    public final void evaluated(Model model, IEvaluation<?>... evaluated) {
        report(model, (evaluations, moment) -> evaluations.take(moment, evaluated, null));
    }

    private void report(Model model, BiConsumer<Evaluations, Evaluations.Moment> report) {
        try {
            ModelObserver observer = watch.isOff() ? null : watch.observerOf(model);
            Network network = Network.of(model);
            if (observer != null && network != null && observer.owner() == this) {
                observer.evaluated(evaluations -> report.accept(evaluations, network.moment()));
            }
        } catch (Throwable e) {
            failed(e);
        }
    }

    @Override
    final void failed(Throwable error) {
        watch.failed(error);
    }
}

package dev.flatline.agent.observe;

import dev.flatline.agent.attach.AttachedListener;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * What the hooks in DL4J lead to: keeps a listener on every model that is updated, and hands losses to its observer.
 *
 * <p>A model on which the program itself put a {@link dev.flatline.agent.FlatlineListener} is left to that one, so that
 * there is one run and not two. Nothing is thrown into the training.
 */
public final class HookedCore {

    private static final String ADDED_BY_USER = "dev.flatline.agent.FlatlineListener";

    private final Watch watch;
    // One core a class loader, so one for each model loader and thread: static would mean the same. Weak, so that what
    // stays in a thread after a detach does not hold the core.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<WeakReference<@Nullable ModelObserver>> current =
            ThreadLocal.withInitial(() -> new WeakReference<>(null));

    private final Leaving leaving;
    private final HookedGraphs graphs;

    HookedCore(Watch watch) {
        this.watch = watch;
        leaving = new Leaving(watch);
        graphs = new HookedGraphs(watch, leaving);
    }

    /**
     * Makes the core. Called through reflection, from another class loader.
     *
     * @return by name: {@code optimizing} takes models before their update, {@code scoring} the arguments of loss
     *     computations, {@code evaluated} models with what they were evaluated to, {@code training} gives SameDiff its listeners, {@code continuing}
     *     says whether a loop over data goes on, {@code leaving} waits until trained models have lost their listeners, {@code closing} takes the
     *     reason of a detach
     */
    public static Map<String, Object> start(@Nullable String arguments) {
        HookedCore core = new HookedCore(Watch.start(arguments));
        Consumer<Object> optimizing = core::optimizing;
        Consumer<@Nullable Object[]> scoring = core::scoring;
        Consumer<@Nullable Object[]> evaluated = core::evaluated;
        Runnable leaving = core.leaving::await;
        Consumer<String> closing = core.leaving::close;
        Function<@Nullable Object[], @Nullable Object> training = core.graphs::training;
        BiPredicate<Object, Boolean> continuing = core::goesOn;
        return Map.of(
                "optimizing",
                optimizing,
                "scoring",
                scoring,
                "evaluated",
                evaluated,
                "training",
                training,
                "continuing",
                continuing,
                "leaving",
                leaving,
                "closing",
                closing);
    }

    void optimizing(Object model) {
        long now = System.nanoTime();
        if (watch.isOff() && !leaving.hasBegun()) {
            return;
        }
        try {
            ModelObserver last = current.get().get();
            Network network = Network.of(model);
            if (leaving.hasBegun()) {
                leaving.leave(network);
                current.remove();
                return;
            }
            ModelObserver observer = network == null ? null : listeningTo(network, last);
            if (observer != last) {
                current.set(new WeakReference<>(observer));
            }
            if (observer != null && network != null) {
                observer.enter(now, network);
            }
        } catch (Throwable e) {
            watch.failed(e);
        }
    }

    private @Nullable ModelObserver listeningTo(Network network, @Nullable ModelObserver last) {
        Model model = network.model();
        ModelObserver observer = last != null && last.observes(model) ? last : watch.observerOf(model);
        TrainingListener own = observer == null ? null : observer.owner();
        boolean listening = false;
        for (TrainingListener listener : network.listeners()) {
            if (listener.getClass().getName().equals(ADDED_BY_USER)) {
                return null;
            }
            listening |= listener instanceof AttachedListener attached && attached.inner() == own;
        }
        if (listening && own != null) {
            return observer;
        }
        return listen(network, observer);
    }

    /** At the first update, and again after the program has replaced its listeners. */
    private @Nullable ModelObserver listen(Network network, @Nullable ModelObserver observer) {
        HookedListener listener = new HookedListener(watch);
        ModelObserver known = observer == null ? watch.observe(network, listener, null) : observer;
        if (known != null) {
            known.ownedBy(listener);
            leaving.removeFrom(network);
            network.listen(leaving.attached(listener));
        }
        return known;
    }

    /** Takes a model, what it was evaluated to, and what a loss is of. A model that was never trained has no run. */
    void evaluated(@Nullable Object[] evaluation) {
        if (watch.isOff() || leaving.hasBegun() || !(evaluation[0] instanceof Model model)) {
            return;
        }
        try {
            ModelObserver observer = watch.observerOf(model);
            Network network = observer == null ? null : Network.of(model);
            if (observer != null && network != null) {
                observer.evaluated(taker -> taker.take(network.moment(), evaluation[1], evaluation[2]));
            }
        } catch (Throwable e) {
            watch.failed(e);
        }
    }

    /** A loop over data asks whether it goes on. */
    boolean goesOn(Object model, boolean hasNext) {
        ModelObserver observer = current.get().get();
        if (observer == null || !observer.observes(model) || watch.isOff()) {
            return hasNext;
        }
        return observer.steering().goesOn(hasNext);
    }

    void scoring(@Nullable Object[] arguments) {
        try {
            ModelObserver observer = current.get().get();
            if (observer != null && !watch.isOff()) {
                hand(arguments, observer);
            }
        } catch (Throwable e) {
            watch.failed(e);
        }
    }

    private static void hand(@Nullable Object[] arguments, ModelObserver observer) {
        if (arguments[0] instanceof ILossFunction loss
                && arguments[1] instanceof INDArray labels
                && arguments[2] instanceof INDArray logits
                && arguments[3] instanceof IActivation activation) {
            observer.loss(new OutputObserver.LossCall(loss, labels, logits, activation, (INDArray) arguments[4]));
        }
    }
}

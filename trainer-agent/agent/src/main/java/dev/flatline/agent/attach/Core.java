package dev.flatline.agent.attach;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The agent's core beside one model's class loader, by its entries. They cross class loaders, so they are of the JDK's
 * types.
 *
 * <p>Once closed it holds nothing, so that it may stay behind in the thread locals of training threads.
 */
final class Core {

    private static final String ENTRY = "dev.flatline.agent.observe.HookedCore";

    private final WeakReference<@Nullable ClassLoader> modelLoader;
    private volatile @Nullable CoreLoader loader;
    private volatile @Nullable Consumer<Object> optimizing;
    private volatile @Nullable Consumer<@Nullable Object[]> scoring;
    private volatile @Nullable Consumer<@Nullable Object[]> evaluated;
    private volatile @Nullable Function<@Nullable Object[], @Nullable Object> training;
    private volatile @Nullable BiPredicate<Object, Boolean> continuing;
    private volatile @Nullable Runnable leaving;
    private volatile @Nullable Consumer<String> closing;

    private Core(@Nullable ClassLoader modelLoader) {
        this.modelLoader = new WeakReference<>(modelLoader);
    }

    /** Of no loader. */
    static Core none() {
        return new Core(null);
    }

    /** Of a loader whose models are left alone. */
    static Core idle(ClassLoader modelLoader) {
        return new Core(modelLoader);
    }

    /** Loads and starts the core. */
    @SuppressWarnings("unchecked")
    static Core start(CoreLoader loader, @Nullable String arguments) throws ReflectiveOperationException {
        Object made = loader.loadClass(ENTRY).getMethod("start", String.class).invoke(null, arguments);
        Map<String, Object> entries = (Map<String, Object>) made;
        Core core = new Core(loader.getParent());
        core.loader = loader;
        core.optimizing = (Consumer<Object>) entries.get("optimizing");
        core.scoring = (Consumer<@Nullable Object[]>) entries.get("scoring");
        core.evaluated = (Consumer<@Nullable Object[]>) entries.get("evaluated");
        core.training = (Function<@Nullable Object[], @Nullable Object>) entries.get("training");
        core.continuing = (BiPredicate<Object, Boolean>) entries.get("continuing");
        core.leaving = (Runnable) entries.get("leaving");
        core.closing = (Consumer<String>) entries.get("closing");
        return core;
    }

    boolean serves(@Nullable ClassLoader other) {
        return other != null && modelLoader.refersTo(other);
    }

    void optimizing(Object model) {
        Consumer<Object> taker = optimizing;
        if (taker != null) {
            taker.accept(model);
        }
    }

    void scoring(@Nullable Object[] loss) {
        Consumer<@Nullable Object[]> taker = scoring;
        if (taker != null) {
            taker.accept(loss);
        }
    }

    void evaluated(@Nullable Object[] evaluation) {
        Consumer<@Nullable Object[]> taker = evaluated;
        if (taker != null) {
            taker.accept(evaluation);
        }
    }

    /** The listeners a graph goes on with, which are the last of the arguments and maybe one more. */
    @Nullable
    Object training(@Nullable Object[] arguments) {
        Function<@Nullable Object[], @Nullable Object> giver = training;
        return giver == null ? arguments[3] : giver.apply(arguments);
    }

    /** Whether a model's loop over its data goes on. */
    boolean goesOn(Object model, boolean hasNext) {
        BiPredicate<Object, Boolean> asked = continuing;
        return asked == null ? hasNext : asked.test(model, hasNext);
    }

    /** Waits until the models that train have let go of their listeners, some seconds at most. */
    void leave() {
        Runnable entry = leaving;
        if (entry != null) {
            entry.run();
        }
    }

    /** Ends its runs, sends what is left, and lets go of everything. */
    void close(String reason) {
        Consumer<String> entry = closing;
        optimizing = null;
        scoring = null;
        evaluated = null;
        training = null;
        continuing = null;
        leaving = null;
        closing = null;
        if (entry != null) {
            entry.accept(reason);
        }
        closeLoader();
    }

    private void closeLoader() {
        CoreLoader closed = loader;
        loader = null;
        if (closed != null) {
            try {
                closed.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("closing the agent's jar", e);
            }
        }
    }
}

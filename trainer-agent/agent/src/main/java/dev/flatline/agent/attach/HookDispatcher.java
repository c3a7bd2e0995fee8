package dev.flatline.agent.attach;

import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes the calls of all hooks and leads each to the agent's core beside the model's own class loader.
 *
 * <p>A core is made at the first update of the first model of a loader, on the training thread: never while a class is
 * being loaded, and never in a JVM that trains nothing.
 */
public final class HookDispatcher {

    private final URL agentJar;
    private final @Nullable String arguments;
    private final Consumer<String> console;
    private final Map<ClassLoader, Core> cores = new WeakHashMap<>();
    // A core lets go of everything when it is closed: what stays in a thread holds nothing.
    private final ThreadLocal<Core> current = ThreadLocal.withInitial(Core::none);
    private boolean closed;

    /**
     * A dispatcher for one JVM.
     *
     * @param agentJar where the core's classes are
     * @param arguments the agent's arguments, as given
     */
    public HookDispatcher(URL agentJar, @Nullable String arguments, Consumer<String> console) {
        this.agentJar = agentJar;
        this.arguments = arguments;
        this.console = console;
    }

    /** Takes a model about to be updated. The listener's class must be within its loader's sight before. */
    Consumer<Object> optimizing(HookClass hooks) {
        return model -> coreOf(model, hooks).optimizing(model);
    }

    /** An update of a SameDiff graph begins; the last of the arguments are its listeners. */
    Function<@Nullable Object[], @Nullable Object> training(HookClass hooks) {
        return arguments -> {
            Object graph = arguments[0];
            return graph == null ? arguments[3] : coreOf(graph, hooks).training(arguments);
        };
    }

    private Core coreOf(Object model, HookClass hooks) {
        Class<?> type = model.getClass();
        Core core = current.get();
        if (!core.serves(type.getClassLoader())) {
            core = coreFor(type, hooks);
            current.set(core);
        }
        return core;
    }

    /** A loss is computed in the course of an update, on the same thread; any other does not concern us. */
    Consumer<@Nullable Object[]> scoring() {
        return loss -> current.get().scoring(loss);
    }

    /** A model was evaluated, which is of interest if one of its loader has been trained. */
    Consumer<@Nullable Object[]> evaluated() {
        return evaluation -> {
            Object model = evaluation[0];
            if (model != null) {
                ClassLoader loader = model.getClass().getClassLoader();
                Core core = current.get();
                (core.serves(loader) ? core : present(loader)).evaluated(evaluation);
            }
        };
    }

    /** A loop over data asks on the thread that trains whether it goes on. */
    BiPredicate<Object, Boolean> continuing() {
        return (model, hasNext) -> current.get().goesOn(model, hasNext);
    }

    private synchronized Core present(@Nullable ClassLoader loader) {
        Core core = cores.get(loader);
        return core == null ? Core.none() : core;
    }

    /** What was thrown behind a hook; none is called any more. */
    Consumer<Throwable> failing() {
        return error -> console.accept("watching stops after an error in a hook, training goes on: " + error);
    }

    private synchronized Core coreFor(Class<?> model, HookClass hooks) {
        Core core = cores.get(model.getClassLoader());
        if (core == null) {
            core = closed ? Core.none() : make(model, hooks);
            cores.put(model.getClassLoader(), core);
        }
        return core;
    }

    private Core make(Class<?> model, HookClass hooks) {
        try {
            hooks.defineListenerIn(model.getClassLoader(), model.getProtectionDomain());
            return Core.start(new CoreLoader(agentJar, model.getClassLoader()), arguments);
        } catch (Throwable e) {
            console.accept("cannot watch the training, which goes on unwatched: " + e);
            return Core.idle(model.getClassLoader());
        }
    }

    /** Waits until the models that train have let go of us, some seconds at most. */
    void leave() {
        closing().forEach(Core::leave);
    }

    /** Closes all cores; no hook may lead here any more. */
    void close(String reason) {
        closing().forEach(core -> core.close(reason));
    }

    private synchronized List<Core> closing() {
        closed = true;
        return List.copyOf(cores.values());
    }
}

package dev.flatline.agent.attach;

import java.net.URL;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the calls of all hooks and leads each to the agent's core beside the model's own class loader.
 *
 * <p>A core is made at the first update of the first model of a loader, on the training thread: never while a class is
 * being loaded, and never in a JVM that trains nothing.
 */
public final class HookDispatcher {

    private static final String CORE = "dev.flatline.agent.observe.HookedCore";
    private static final Core NONE = new Core(null, model -> {}, loss -> {});

    private final URL agentJar;
    private final @Nullable String arguments;
    private final Consumer<String> console;
    private final Map<ClassLoader, Core> cores = new WeakHashMap<>();
    private final ThreadLocal<Core> current = ThreadLocal.withInitial(() -> NONE);

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

    Consumer<Object> optimizing() {
        return model -> {
            ClassLoader loader = model.getClass().getClassLoader();
            Core core = current.get();
            if (core.loader() != loader) {
                core = coreFor(loader);
                current.set(core);
            }
            core.optimizing().accept(model);
        };
    }

    /** A loss is computed in the course of an update, on the same thread; any other does not concern us. */
    Consumer<@Nullable Object[]> scoring() {
        return loss -> current.get().scoring().accept(loss);
    }

    private synchronized Core coreFor(ClassLoader modelLoader) {
        Core core = cores.get(modelLoader);
        if (core == null) {
            core = make(modelLoader);
            cores.put(modelLoader, core);
        }
        return core;
    }

    private Core make(ClassLoader modelLoader) {
        try {
            Class<?> type = new CoreLoader(agentJar, modelLoader).loadClass(CORE);
            Object made = type.getMethod("start", String.class).invoke(null, arguments);
            return Core.of(modelLoader, (Map.Entry<?, ?>) made);
        } catch (Throwable e) {
            console.accept("cannot watch the training, which goes on unwatched: " + e);
            return new Core(modelLoader, NONE.optimizing(), NONE.scoring());
        }
    }

    /** The two entries of a core. They cross class loaders, so they are of the JDK's types. */
    private record Core(
            @Nullable ClassLoader loader, Consumer<Object> optimizing, Consumer<@Nullable Object[]> scoring) {

        @SuppressWarnings("unchecked")
        static Core of(ClassLoader loader, Map.Entry<?, ?> entries) {
            return new Core(
                    loader, (Consumer<Object>) entries.getKey(), (Consumer<@Nullable Object[]>) entries.getValue());
        }
    }
}

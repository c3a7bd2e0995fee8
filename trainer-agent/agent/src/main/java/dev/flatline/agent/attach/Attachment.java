package dev.flatline.agent.attach;

import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The agent's hold on a JVM, from the first instrumented class to the last one restored. */
public final class Attachment {

    private final Instrumentation instrumentation;
    private final Consumer<String> console;
    private final HookDispatcher dispatcher;
    private final HookClass hooks;
    private final HookTransformer transformer;
    private final Presence presence = new Presence();

    private Attachment(Instrumentation instrumentation, HookDispatcher dispatcher, Consumer<String> console) {
        this.instrumentation = instrumentation;
        this.console = console;
        this.dispatcher = dispatcher;
        hooks = new HookClass(dispatcher, HookClass.Definer.with(instrumentation), presence);
        transformer = new HookTransformer(hooks, console);
    }

    /**
     * Installs the hooks in classes that are loaded from now on.
     *
     * @param agentJar where the core's classes are
     * @param arguments the agent's arguments, as given
     */
    public static Attachment install(Instrumentation instrumentation, URL agentJar, @Nullable String arguments) {
        Consumer<String> console = dev.flatline.agent.Console::say;
        Attachment made = new Attachment(instrumentation, new HookDispatcher(agentJar, arguments, console), console);
        instrumentation.addTransformer(made.transformer, true);
        return made;
    }

    /** Puts the hooks into classes that are loaded already, and lets the agent be seen. */
    public void attach() {
        presence.show();
        retransformLoaded();
    }

    private void retransformLoaded() {
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (HookTransformer.concerns(loaded.getName()) && instrumentation.isModifiableClass(loaded)) {
                retransform(loaded);
            }
        }
    }

    private void retransform(Class<?> loaded) {
        try {
            instrumentation.retransformClasses(loaded);
        } catch (Throwable e) {
            console.accept("cannot watch through " + loaded.getName() + ", which stays as it is: " + e);
        }
    }

    /**
     * Gives DL4J its own classes back, ends the runs, and sends what is left: some seconds in all. Must not be called on
     * a thread that trains.
     */
    public void detach(String reason) throws ReflectiveOperationException, InterruptedException {
        dispatcher.leave();
        hooks.clear();
        instrumentation.removeTransformer(transformer);
        retransformLoaded();
        dispatcher.close(reason);
        presence.end();
        forgetRecords();
    }

    private void forgetRecords() {
        try {
            RecordMethods.forgetLast();
        } catch (Throwable e) {
            console.accept("one copy of the agent stays in memory: " + e);
        }
    }
}

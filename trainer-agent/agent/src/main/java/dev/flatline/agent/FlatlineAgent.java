package dev.flatline.agent;

import dev.flatline.agent.attach.HookClass;
import dev.flatline.agent.attach.HookDispatcher;
import dev.flatline.agent.attach.HookTransformer;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The entry for {@code java -javaagent:flatline-agent.jar[=key=value,…]}; see {@link AgentSettings} for the keys.
 *
 * <p>It is also put into JVMs that never train, such as Maven's own, when it comes by {@code JAVA_TOOL_OPTIONS}. So it
 * installs one class-file transformer and nothing else: no thread, no Kafka, no output. It never throws.
 */
public final class FlatlineAgent {

    private static final AtomicBoolean INSTALLED = new AtomicBoolean();

    private FlatlineAgent() {}

    /** Called by the JVM before {@code main}. */
    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        install(arguments, instrumentation);
    }

    /** Called by the JVM when the agent is attached to a running training: classes loaded before get their hooks too. */
    public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
        if (install(arguments, instrumentation)) {
            retransformLoaded(instrumentation);
        }
    }

    private static boolean install(@Nullable String arguments, Instrumentation instrumentation) {
        if (!INSTALLED.compareAndSet(false, true)) {
            return false;
        }
        try {
            URL jar = FlatlineAgent.class.getProtectionDomain().getCodeSource().getLocation();
            HookDispatcher dispatcher = new HookDispatcher(jar, arguments, Console::say);
            HookClass hooks = new HookClass(dispatcher, HookClass.Definer.with(instrumentation));
            instrumentation.addTransformer(new HookTransformer(hooks, Console::say), true);
            return true;
        } catch (Throwable e) {
            Console.say("the agent could not be installed and stays off: " + e);
            return false;
        }
    }

    private static void retransformLoaded(Instrumentation instrumentation) {
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (HookTransformer.concerns(loaded.getName()) && instrumentation.isModifiableClass(loaded)) {
                retransform(instrumentation, loaded);
            }
        }
    }

    private static void retransform(Instrumentation instrumentation, Class<?> loaded) {
        try {
            instrumentation.retransformClasses(loaded);
        } catch (Throwable e) {
            Console.say("cannot watch through " + loaded.getName() + ", which stays as it is: " + e);
        }
    }
}

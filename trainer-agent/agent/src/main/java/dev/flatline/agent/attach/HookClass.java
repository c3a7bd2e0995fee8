package dev.flatline.agent.attach;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings {@link TrainingHooks} and {@link AttachedListener} into a class loader that holds DL4J, once for each loader.
 *
 * <p>The bootstrap loader would be seen from everywhere, but appending to its path makes the JVM print a warning. So the
 * class is defined in the very loader that is loading DL4J: application class path, a plug-in's or a fat jar's.
 */
public final class HookClass {

    static final String NAME = "dev.flatline.agent.attach.TrainingHooks";
    static final String INTERNAL_NAME = NAME.replace('.', '/');

    /** The listener that stays in a model's lists, behind the class it extends. */
    static final List<String> LISTENER =
            List.of("dev.flatline.agent.attach.GuardedListener", "dev.flatline.agent.attach.AttachedListener");

    private final HookDispatcher dispatcher;
    private final Definer definer;
    private final Presence presence;
    private final Map<ClassLoader, WeakReference<Class<?>>> done = new WeakHashMap<>();

    HookClass(HookDispatcher dispatcher, Definer definer, Presence presence) {
        this.dispatcher = dispatcher;
        this.definer = definer;
        this.presence = presence;
    }

    synchronized void defineIn(ClassLoader loader, @Nullable ProtectionDomain domain)
            throws IOException, ReflectiveOperationException {
        if (!done.containsKey(loader)) {
            Class<?> hooks = definedIn(loader, NAME, domain);
            hooks.getField("optimizing").set(null, dispatcher.optimizing(this));
            hooks.getField("scoring").set(null, dispatcher.scoring());
            hooks.getField("evaluated").set(null, dispatcher.evaluated());
            hooks.getField("training").set(null, dispatcher.training(this));
            hooks.getField("continuing").set(null, dispatcher.continuing());
            hooks.getField("failing").set(null, dispatcher.failing());
            done.put(loader, new WeakReference<>(hooks));
            presence.show();
        }
    }

    /** Makes sure that a loader that has loaded a network can see the listener. */
    void defineListenerIn(ClassLoader loader, @Nullable ProtectionDomain domain)
            throws IOException, ReflectiveOperationException {
        for (String name : LISTENER) {
            definedIn(loader, name, domain);
        }
    }

    /** The hooks in all loaders lead nowhere from now on. */
    synchronized void clear() throws ReflectiveOperationException {
        for (WeakReference<Class<?>> defined : done.values()) {
            Class<?> hooks = defined.get();
            if (hooks != null) {
                hooks.getField("optimizing").set(null, null);
                hooks.getField("scoring").set(null, null);
                hooks.getField("evaluated").set(null, null);
                hooks.getField("training").set(null, null);
                hooks.getField("continuing").set(null, null);
                hooks.getField("failing").set(null, null);
            }
        }
        done.clear();
    }

    private Class<?> definedIn(ClassLoader loader, String name, @Nullable ProtectionDomain domain)
            throws IOException, ReflectiveOperationException {
        try {
            return definer.define(loader, name, bytes(name), domain);
        } catch (LinkageError | ReflectiveOperationException e) {
            // Already there, or not permitted: the agent's own copy serves where the loader can see it.
            return Class.forName(name, false, loader);
        }
    }

    private static byte[] bytes(String name) throws IOException {
        String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
        try (InputStream classFile = HookClass.class.getResourceAsStream(file)) {
            if (classFile == null) {
                throw new IOException(file + " is missing from the agent's jar");
            }
            return classFile.readAllBytes();
        }
    }

    /** Defines a class in a class loader. */
    @FunctionalInterface
    public interface Definer {

        Class<?> define(ClassLoader loader, String name, byte[] classFile, @Nullable ProtectionDomain domain)
                throws ReflectiveOperationException;

        /** By the protected method every class loader has, opened to the agent alone. */
        static Definer with(Instrumentation instrumentation) {
            return (loader, name, classFile, domain) -> {
                instrumentation.redefineModule(
                        Object.class.getModule(),
                        Set.of(),
                        Map.of(),
                        Map.of("java.lang", Set.of(HookClass.class.getModule())),
                        Set.of(),
                        Map.of());
                Method method = ClassLoader.class.getDeclaredMethod(
                        "defineClass", String.class, byte[].class, int.class, int.class, ProtectionDomain.class);
                method.setAccessible(true);
                try {
                    return (Class<?>) method.invoke(loader, name, classFile, 0, classFile.length, domain);
                } catch (InvocationTargetException e) {
                    if (e.getCause() instanceof LinkageError linkage) {
                        throw linkage;
                    }
                    throw e;
                }
            };
        }
    }
}

package dev.flatline.agent.attach;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings {@link TrainingHooks} into a class loader that holds DL4J, once for each loader.
 *
 * <p>The bootstrap loader would be seen from everywhere, but appending to its path makes the JVM print a warning. So the
 * class is defined in the very loader that is loading DL4J: application class path, a plug-in's or a fat jar's.
 */
public final class HookClass {

    static final String NAME = "dev.flatline.agent.attach.TrainingHooks";
    static final String INTERNAL_NAME = NAME.replace('.', '/');

    private final HookDispatcher dispatcher;
    private final Definer definer;
    private final Set<ClassLoader> done = Collections.newSetFromMap(new WeakHashMap<>());

    public HookClass(HookDispatcher dispatcher, Definer definer) {
        this.dispatcher = dispatcher;
        this.definer = definer;
    }

    synchronized void defineIn(ClassLoader loader, @Nullable ProtectionDomain domain)
            throws IOException, ReflectiveOperationException {
        if (done.add(loader)) {
            Class<?> hooks = hooksIn(loader, domain);
            hooks.getField("optimizing").set(null, dispatcher.optimizing());
            hooks.getField("scoring").set(null, dispatcher.scoring());
        }
    }

    private Class<?> hooksIn(ClassLoader loader, @Nullable ProtectionDomain domain)
            throws IOException, ReflectiveOperationException {
        try {
            return definer.define(loader, NAME, bytes(), domain);
        } catch (LinkageError | ReflectiveOperationException e) {
            // Already there, or not permitted: the agent's own copy serves where the loader can see it.
            return Class.forName(NAME, false, loader);
        }
    }

    private static byte[] bytes() throws IOException {
        try (InputStream classFile = HookClass.class.getResourceAsStream("TrainingHooks.class")) {
            if (classFile == null) {
                throw new IOException("TrainingHooks.class is missing from the agent's jar");
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

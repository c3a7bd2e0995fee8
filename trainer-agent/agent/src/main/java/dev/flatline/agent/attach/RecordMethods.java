package dev.flatline.agent.attach;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.lang.runtime.ObjectMethods;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * Makes the JDK forget the agent's records: it keeps the class of the last record for which it made {@code equals},
 * {@code hashCode} or {@code toString}, in JDK 17 for good and in later ones until memory is short, and with that class
 * its loader and all that it has loaded.
 */
final class RecordMethods {

    private RecordMethods() {}

    static void forgetLast() throws Throwable {
        Class<?> stranger = stranger();
        make("equals", MethodType.methodType(boolean.class, stranger, Object.class));
        make("hashCode", MethodType.methodType(int.class, stranger));
        make("toString", MethodType.methodType(String.class, stranger));
    }

    /** A class to be remembered instead. Those of the JVM's own loaders are remembered apart from all others. */
    private static Class<?> stranger() {
        ClassLoader loader = new URLClassLoader(new URL[0], null);
        return Proxy.newProxyInstance(loader, new Class<?>[] {Runnable.class}, (proxy, method, arguments) -> null)
                .getClass();
    }

    private static void make(String name, MethodType type) throws Throwable {
        Class<?> holder = type.parameterType(0);
        MethodHandle component = MethodHandles.identity(holder);
        Object unused = ObjectMethods.bootstrap(MethodHandles.lookup(), name, type, holder, "own", component);
    }
}

package dev.flatline.agent.attach;

import java.net.URL;
import java.net.URLClassLoader;

/**
 * Loads the agent's own classes, and all that is shaded into its jar, from that jar; everything else (DL4J above all)
 * from the loader of the model it watches.
 *
 * <p>So the agent sees the very DL4J that trains, wherever the application keeps it, and the application's libraries
 * and the agent's never meet. The listener that stays in the model's lists is one of DL4J's neighbours, so that it does
 * not hold this loader.
 */
final class CoreLoader extends URLClassLoader {

    private static final String OWN = "dev.flatline.agent.";

    static {
        registerAsParallelCapable();
    }

    CoreLoader(URL agentJar, ClassLoader modelLoader) {
        super("flatline-agent", new URL[] {agentJar}, modelLoader);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OWN) || HookClass.LISTENER.contains(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }
}

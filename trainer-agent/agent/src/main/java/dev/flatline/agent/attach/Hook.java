package dev.flatline.agent.attach;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.MethodVisitor;

/** A method of DL4J that gets a call: which it is, and where in it. */
interface Hook {

    /** Whether a class, by its internal name, has the method. */
    boolean isIn(String className);

    boolean isMethod(String name, String descriptor);

    /** What copies the method to {@code next}, with the call in it. */
    MethodVisitor into(MethodVisitor next);

    /** The hooks of a class by its internal name: none for nearly every class there is. */
    static List<Hook> in(String className) {
        if (!className.startsWith("org/deeplearning4j/") && !className.startsWith("org/nd4j/")) {
            return List.of();
        }
        List<Hook> found = new ArrayList<>();
        for (Hook hook : HookPoint.values()) {
            if (hook.isIn(className)) {
                found.add(hook);
            }
        }
        for (Hook hook : LoopHook.values()) {
            if (hook.isIn(className)) {
                found.add(hook);
            }
        }
        for (Hook hook : ResultHook.values()) {
            if (hook.isIn(className)) {
                found.add(hook);
            }
        }
        return found;
    }
}

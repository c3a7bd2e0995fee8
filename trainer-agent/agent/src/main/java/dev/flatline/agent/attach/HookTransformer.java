package dev.flatline.agent.attach;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Puts the hook calls into DL4J's classes as they are loaded.
 *
 * <p>A call is put before the first instruction of a method or before its returns, so no stack map changes. Every other
 * class of the JVM costs a few comparisons of its name. A class that cannot be instrumented is loaded as it is, and the user is told once.
 */
public final class HookTransformer implements ClassFileTransformer {

    private final HookClass hooks;
    private final Consumer<String> console;
    private boolean failed;

    public HookTransformer(HookClass hooks, Consumer<String> console) {
        this.hooks = hooks;
        this.console = console;
    }

    /** Whether a class, by its name with dots, is one that gets a hook. */
    public static boolean concerns(String className) {
        return !Hook.in(className.replace('.', '/')).isEmpty();
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        List<Hook> calls = loader == null || className == null ? List.of() : Hook.in(className);
        if (calls.isEmpty() || loader == null) {
            return null;
        }
        try {
            hooks.defineIn(loader, domain);
            return withCalls(classFile, calls);
        } catch (Throwable e) {
            tellOnce(className, e);
            return null;
        }
    }

    private static byte[] withCalls(byte[] classFile, List<Hook> calls) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new CallInserter(writer, calls), 0);
        return writer.toByteArray();
    }

    private synchronized void tellOnce(@Nullable String className, Throwable failure) {
        if (!failed) {
            failed = true;
            console.accept("cannot watch through " + className + ", which stays as it is: " + failure);
        }
    }

    /** Copies a class, with each call in the method it belongs to. */
    private static final class CallInserter extends ClassVisitor {

        private final List<Hook> calls;

        CallInserter(ClassVisitor next, List<Hook> calls) {
            super(Opcodes.ASM9, next);
            this.calls = calls;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC)) != 0) {
                return next;
            }
            for (Hook call : calls) {
                if (call.isMethod(name, descriptor)) {
                    return call.into(next);
                }
            }
            return next;
        }
    }
}

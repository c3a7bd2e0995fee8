package dev.flatline.agent.attach;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The loops over the data in {@code fit(iterator)}: whether there are more may be answered with no. */
enum LoopHook implements Hook {
    FIT_LAYERS(
            "org/deeplearning4j/nn/multilayer/MultiLayerNetwork",
            "fitHelper",
            "(Lorg/nd4j/linalg/dataset/api/iterator/DataSetIterator;)V"),

    FIT_GRAPH(
            "org/deeplearning4j/nn/graph/ComputationGraph",
            "fit",
            "(Lorg/nd4j/linalg/dataset/api/iterator/MultiDataSetIterator;)V");

    private final String owner;
    private final String method;
    private final String descriptor;

    LoopHook(String owner, String method, String descriptor) {
        this.owner = owner;
        this.method = method;
        this.descriptor = descriptor;
    }

    @Override
    public boolean isIn(String className) {
        return className.equals(owner);
    }

    @Override
    public boolean isMethod(String name, String methodDescriptor) {
        return name.equals(method) && methodDescriptor.equals(descriptor);
    }

    @Override
    public MethodVisitor into(MethodVisitor next) {
        return new AskBehind(next);
    }

    /** Copies a method, with the call behind each {@code hasNext}, whose answer it takes and gives. */
    private static final class AskBehind extends MethodVisitor {

        AskBehind(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
            super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
            if (name.equals("hasNext") && owner.startsWith("org/nd4j/linalg/dataset/")) {
                super.visitVarInsn(Opcodes.ALOAD, 0);
                super.visitMethodInsn(
                        Opcodes.INVOKESTATIC, HookClass.INTERNAL_NAME, "goesOn", "(ZLjava/lang/Object;)Z", false);
            }
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            super.visitMaxs(maxStack + 1, maxLocals);
        }
    }
}

package dev.flatline.agent.attach;

import java.util.Arrays;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The methods that get a call at their beginning: which they are, and how the call is written. */
enum HookPoint implements Hook {

    /** Every update of every network passes here, on the thread that trains, outside of any loop over listeners. */
    OPTIMIZE("optimize", "(Lorg/deeplearning4j/nn/workspace/LayerWorkspaceMgr;)V", 1) {

        @Override
        public boolean isIn(String className) {
            return className.equals(SOLVER);
        }

        @Override
        void writeCall(MethodVisitor code) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(Opcodes.GETFIELD, SOLVER, "model", "Lorg/deeplearning4j/nn/api/Model;");
            callHook(code, "optimizing", 1);
        }
    },

    /** DL4J computes the logits here for its own score, so reading them costs nothing but the reading. */
    COMPUTE_SCORE(
            "computeScore",
            "(Lorg/nd4j/linalg/api/ndarray/INDArray;Lorg/nd4j/linalg/api/ndarray/INDArray;"
                    + "Lorg/nd4j/linalg/activations/IActivation;Lorg/nd4j/linalg/api/ndarray/INDArray;Z)D",
            5) {

        @Override
        public boolean isIn(String className) {
            return className.startsWith("org/nd4j/linalg/lossfunctions/impl/Loss");
        }

        @Override
        void writeCall(MethodVisitor code) {
            for (int argument = 0; argument < 5; argument++) {
                code.visitVarInsn(Opcodes.ALOAD, argument);
            }
            callHook(code, "scoring", 5);
        }
    },

    /** Every update of a SameDiff graph passes here with its listeners, of which it gets one more. */
    TRAIN_GRAPH(
            "trainingIteration",
            "(Lorg/nd4j/autodiff/samediff/TrainingConfig;Ljava/util/Map;Ljava/util/Set;Ljava/util/Map;"
                    + "Lorg/nd4j/linalg/dataset/api/MultiDataSet;Ljava/util/List;Ljava/util/List;"
                    + "Lorg/nd4j/autodiff/listeners/At;)Lorg/nd4j/autodiff/listeners/Loss;",
            4) {

        private static final int LISTENERS = 7;

        @Override
        public boolean isIn(String className) {
            return className.equals(SESSION);
        }

        @Override
        void writeCall(MethodVisitor code) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(Opcodes.GETFIELD, SESSION, "sameDiff", "Lorg/nd4j/autodiff/samediff/SameDiff;");
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitVarInsn(Opcodes.ALOAD, 2);
            code.visitVarInsn(Opcodes.ALOAD, LISTENERS);
            callHook(code, "training", 4, Type.getType(Object.class));
            code.visitTypeInsn(Opcodes.CHECKCAST, "java/util/List");
            code.visitVarInsn(Opcodes.ASTORE, LISTENERS);
        }
    };

    private static final String SESSION = "org/nd4j/autodiff/samediff/internal/TrainingSession";
    private static final String SOLVER = "org/deeplearning4j/optimize/Solver";

    private final String method;
    private final String descriptor;
    private final int stack;

    HookPoint(String method, String descriptor, int stack) {
        this.method = method;
        this.descriptor = descriptor;
        this.stack = stack;
    }

    abstract void writeCall(MethodVisitor code);

    @Override
    public boolean isMethod(String name, String methodDescriptor) {
        return name.equals(method) && methodDescriptor.equals(descriptor);
    }

    @Override
    public MethodVisitor into(MethodVisitor next) {
        return new CallFirst(next, this);
    }

    private static void callHook(MethodVisitor code, String name, int arguments) {
        callHook(code, name, arguments, Type.VOID_TYPE);
    }

    private static void callHook(MethodVisitor code, String name, int arguments, Type result) {
        Type[] objects = new Type[arguments];
        Arrays.fill(objects, Type.getType(Object.class));
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC, HookClass.INTERNAL_NAME, name, Type.getMethodDescriptor(result, objects), false);
    }

    /** Copies a method behind the call. */
    private static final class CallFirst extends MethodVisitor {

        private final HookPoint point;

        CallFirst(MethodVisitor next, HookPoint point) {
            super(Opcodes.ASM9, next);
            this.point = point;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            point.writeCall(this);
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            super.visitMaxs(Math.max(maxStack, point.stack), maxLocals);
        }
    }
}

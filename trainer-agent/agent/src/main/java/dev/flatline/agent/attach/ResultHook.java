package dev.flatline.agent.attach;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The methods that get a call before each of their returns, with what they return: evaluations and losses.
 *
 * <p>What these methods compute passes no listener, and the loss function and the forward pass do not know why they are
 * called; the result is where an evaluation is told from an update.
 */
enum ResultHook implements Hook {

    /** Every evaluation of a stack of layers ends here. */
    EVALUATE_LAYERS(
            Hooked.LAYERS,
            "doEvaluation",
            "(Lorg/nd4j/linalg/dataset/api/iterator/DataSetIterator;[Lorg/nd4j/evaluation/IEvaluation;)"
                    + "[Lorg/nd4j/evaluation/IEvaluation;") {

        @Override
        void writeCall(MethodVisitor code) {
            callEvaluated(code);
        }
    },

    /** Every evaluation of a graph, of one output or of several. */
    EVALUATE_GRAPH(
            Hooked.GRAPH,
            "doEvaluationHelper",
            "(Lorg/nd4j/linalg/dataset/api/iterator/MultiDataSetIterator;Ljava/util/Map;)Ljava/util/Map;") {

        @Override
        void writeCall(MethodVisitor code) {
            callEvaluated(code);
        }
    },

    SCORE_LAYERS(Hooked.LAYERS, "score", "(Lorg/nd4j/linalg/dataset/DataSet;Z)D") {

        @Override
        void writeCall(MethodVisitor code) {
            callScored(code);
        }
    },

    SCORE_GRAPH(Hooked.GRAPH, "score", "(Lorg/nd4j/linalg/dataset/api/MultiDataSet;Z)D") {

        @Override
        void writeCall(MethodVisitor code) {
            callScored(code);
        }
    },

    /** What early stopping judges a model by, where it is no evaluation: how an autoencoder reconstructs. */
    CALCULATE_SCORE(
            "org/deeplearning4j/earlystopping/scorecalc/base/BaseScoreCalculator",
            "calculateScore",
            "(Lorg/deeplearning4j/nn/api/Model;)D") {

        @Override
        void writeCall(MethodVisitor code) {
            loadLoss(code, 1, 0);
            code.visitInsn(Opcodes.ICONST_0);
            callValidated(code);
        }
    };

    /** Operands that a call needs beside the result: the double again, two objects and a truth value. */
    private static final int STACK = 5;

    private final String owner;
    private final String method;
    private final String descriptor;

    ResultHook(String owner, String method, String descriptor) {
        this.owner = owner;
        this.method = method;
        this.descriptor = descriptor;
    }

    abstract void writeCall(MethodVisitor code);

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
        return new CallLast(next, this);
    }

    private static void callEvaluated(MethodVisitor code) {
        code.visitInsn(Opcodes.DUP);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.SWAP);
        call(code, "evaluated", "(Ljava/lang/Object;Ljava/lang/Object;)V");
    }

    /** The methods take the data first, then whether they compute as in training. */
    private static void callScored(MethodVisitor code) {
        loadLoss(code, 0, 1);
        code.visitVarInsn(Opcodes.ILOAD, 2);
        callValidated(code);
    }

    private static void loadLoss(MethodVisitor code, int model, int of) {
        code.visitInsn(Opcodes.DUP2);
        code.visitVarInsn(Opcodes.ALOAD, model);
        code.visitVarInsn(Opcodes.ALOAD, of);
    }

    private static void callValidated(MethodVisitor code) {
        call(code, "validated", "(DLjava/lang/Object;Ljava/lang/Object;Z)V");
    }

    private static void call(MethodVisitor code, String name, String descriptor) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, HookClass.INTERNAL_NAME, name, descriptor, false);
    }

    /** Where most of these methods are. */
    private static final class Hooked {
        private static final String LAYERS = "org/deeplearning4j/nn/multilayer/MultiLayerNetwork";
        private static final String GRAPH = "org/deeplearning4j/nn/graph/ComputationGraph";
    }

    /** Copies a method, with the call before each of its returns. */
    private static final class CallLast extends MethodVisitor {

        private final ResultHook hook;

        CallLast(MethodVisitor next, ResultHook hook) {
            super(Opcodes.ASM9, next);
            this.hook = hook;
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.ARETURN || opcode == Opcodes.DRETURN) {
                hook.writeCall(mv);
            }
            super.visitInsn(opcode);
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            super.visitMaxs(maxStack + STACK, maxLocals);
        }
    }
}

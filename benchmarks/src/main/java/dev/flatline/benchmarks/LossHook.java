package dev.flatline.benchmarks;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** A loss function that reads the outputs before activation, and the labels, once at each score, and is its original otherwise. */
final class LossHook implements ILossFunction {

    private static final long serialVersionUID = 1L;

    private final ILossFunction original;
    private final transient BlasPass pass = new BlasPass();
    private double all;

    LossHook(ILossFunction original) {
        this.original = original;
    }

    private void read(INDArray array) {
        all += pass.over(array.data().address() + array.offset() * Float.BYTES, array.length());
    }

    @Override
    public double computeScore(
            INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
        read(preOutput);
        read(labels);
        return original.computeScore(labels, preOutput, activation, mask, average);
    }

    @Override
    public INDArray computeScoreArray(INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
        return original.computeScoreArray(labels, preOutput, activation, mask);
    }

    @Override
    public INDArray computeGradient(INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
        return original.computeGradient(labels, preOutput, activation, mask);
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
        return original.computeGradientAndScore(labels, preOutput, activation, mask, average);
    }

    @Override
    public String name() {
        return original.name();
    }

    /** Of everything read. */
    double all() {
        return all;
    }
}

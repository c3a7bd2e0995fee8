package dev.flatline.benchmarks;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Does at every iteration what a monitor of gradients, updates and parameters cannot do for less: one BLAS pass each. */
final class BlasListener extends BaseTrainingListener {

    private final BlasPass pass = new BlasPass();
    private double all;

    @Override
    public void onGradientCalculation(Model model) {
        read(model.gradient().gradient());
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        read(model.gradient().gradient());
        read(model.params());
    }

    private void read(INDArray array) {
        all += pass.over(array.data().address() + array.offset() * Float.BYTES, array.length());
    }

    /** Of everything read. */
    double all() {
        return all;
    }
}

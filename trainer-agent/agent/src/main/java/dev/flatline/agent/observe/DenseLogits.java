package dev.flatline.agent.observe;

import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.layers.OutputLayer;
import org.deeplearning4j.nn.layers.recurrent.RnnOutputLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The logits of a dense output layer, or of one at each step of a sequence, without its bias: matrix products in place
 * of the operations that the layer itself would make of it, of which each costs 10 to 20 µs, and for as many examples
 * only as are looked at.
 *
 * <p>They are in memory of the observer's own, outside of the training's workspaces, which is kept for the next update:
 * {@value #MOST} outputs, or those of {@value #LEAST_ROWS} rows or one sequence where that is more.
 */
final class DenseLogits {

    private static final long MOST = 32_768;
    private static final long LEAST_ROWS = 32;

    private final HostMemory memory;
    private FloatPointer kept = new FloatPointer();

    DenseLogits(HostMemory memory) {
        this.memory = memory;
    }

    /**
     * Logits of some neighbouring examples.
     *
     * @param values valid until the next call
     * @param first of the examples
     */
    record Some(HostArray values, long first) {

        long count() {
            return values.shape()[0];
        }
    }

    /**
     * Valid until the next call; {@code null} for a layer that must be asked itself.
     *
     * @param turn at each turn other examples are taken
     */
    @Nullable
    Some of(Layer layer, long turn) {
        HostArray input = BlasSums.isThere() && isDense(layer) ? memory.array(layer.input()) : null;
        HostArray weights = input == null ? null : memory.array(layer.getParam("W"));
        if (input == null || weights == null || !(input.isFloat() && weights.isFloat())) {
            return null;
        }
        long units = weights.shape()[1];
        long ofExample = input.rank() == 2 ? units : units * input.shape()[2];
        long rowsOfExample = ofExample / units;
        long wanted = Math.max(MOST / ofExample, (LEAST_ROWS + rowsOfExample - 1) / rowsOfExample);
        long count = Math.min(input.shape()[0], wanted);
        long first = turn * count % (input.shape()[0] - count + 1);
        Product product = Product.of(input.examples(first, count), weights);
        return product == null ? null : new Some(product.into(room(count * ofExample)), first);
    }

    private static boolean isDense(Layer layer) {
        INDArray input = layer.input();
        if (layer.getClass() == OutputLayer.class) {
            return input.rank() == 2 && !((OutputLayer) layer).hasLayerNorm();
        }
        return layer instanceof RnnOutputLayer
                && input.rank() == 3
                && ((org.deeplearning4j.nn.conf.layers.RnnOutputLayer)
                                        layer.conf().getLayer())
                                .getRnnDataFormat()
                        != RNNFormat.NWC;
    }

    private FloatPointer room(long outputs) {
        if (kept.capacity() < outputs) {
            kept = new FloatPointer(outputs);
        }
        return kept;
    }
}

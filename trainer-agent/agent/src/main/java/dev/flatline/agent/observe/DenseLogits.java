package dev.flatline.agent.observe;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.layers.OutputLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The logits of a plain dense output layer, without its bias: one matrix product in place of the five operations that
 * the layer itself would make of it, of which each costs 10 to 20 µs.
 *
 * <p>The product goes into an array of the observer's own, outside of the training's workspaces, and is kept for the next
 * update: {@value #MOST_BYTES} bytes at most.
 */
final class DenseLogits {

    private static final int MOST_BYTES = 64 * 1024;

    private @Nullable INDArray product;

    /** Valid until the next call; {@code null} for a layer that must be asked itself. */
    @Nullable
    INDArray of(Layer layer) {
        if (layer.getClass() != OutputLayer.class || ((OutputLayer) layer).hasLayerNorm()) {
            return null;
        }
        INDArray input = layer.input();
        INDArray weights = layer.getParam("W");
        boolean fits = input.rank() == 2
                && input.dataType() == DataType.FLOAT
                && weights.dataType() == DataType.FLOAT
                && input.size(0) * weights.size(1) * Float.BYTES <= MOST_BYTES;
        return fits ? input.mmuli(weights, room(input.size(0), weights.size(1))) : null;
    }

    @SuppressWarnings("try")
    private INDArray room(long rows, long units) {
        INDArray kept = product;
        if (kept == null || kept.size(0) != rows || kept.size(1) != units) {
            try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
                kept = Nd4j.createUninitialized(DataType.FLOAT, new long[] {rows, units}, 'f');
            }
            product = kept;
        }
        return kept;
    }
}

package dev.flatline.agent.observe;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.BaseListener;
import org.nd4j.autodiff.listeners.Loss;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.autodiff.samediff.internal.Variable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** In place of the hook in the bytecode: SameDiff tells a listener of the user's own when an update begins. */
final class GraphHook extends BaseListener {

    private final HookedGraphs hooked;
    private @Nullable GraphObserver observer;

    GraphHook(HookedGraphs hooked) {
        this.hooked = hooked;
    }

    @Override
    public boolean isActive(Operation operation) {
        return operation == Operation.TRAINING && (observer == null || observer.isActive(operation));
    }

    @Override
    public void iterationStart(SameDiff graph, At at, MultiDataSet data, long nanos) {
        Map<String, INDArray> arrays = Map.of("in", data.getFeatures(0), "labels", data.getLabels(0));
        Object given =
                hooked.training(new Object[] {graph.getFunction("grad"), graph.getTrainingConfig(), arrays, List.of()});
        observer = ((List<?>) given).isEmpty() ? null : (GraphObserver) ((List<?>) given).get(0);
    }

    @Override
    public void opExecution(
            SameDiff graph, At at, MultiDataSet batch, SameDiffOp op, OpContext context, INDArray[] outputs) {
        if (observer != null) {
            observer.opExecution(graph, at, batch, op, context, outputs);
        }
    }

    @Override
    public void activationAvailable(
            SameDiff graph, At at, MultiDataSet batch, SameDiffOp op, String name, INDArray array) {
        if (observer != null) {
            observer.activationAvailable(graph, at, batch, op, name, array);
        }
    }

    @Override
    public void preUpdate(SameDiff graph, At at, Variable variable, INDArray update) {
        if (observer != null) {
            observer.preUpdate(graph, at, variable, update);
        }
    }

    @Override
    public void iterationDone(SameDiff graph, At at, MultiDataSet data, Loss loss) {
        if (observer != null) {
            observer.iterationDone(graph, at, data, loss);
        }
    }
}

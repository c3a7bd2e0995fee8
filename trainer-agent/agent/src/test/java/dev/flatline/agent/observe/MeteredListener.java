package dev.flatline.agent.observe;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Leads the callbacks on, and adds up what the training thread allocates within them and how often it has to wait. */
final class MeteredListener extends BaseTrainingListener {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final TrainingListener metered;
    private long waits;
    private long allocated;

    MeteredListener(TrainingListener metered) {
        this.metered = metered;
    }

    void reset() {
        waits = 0;
        allocated = 0;
    }

    /** Times at which a lock was held by another thread, or something was waited for. */
    long waits() {
        return waits;
    }

    /** In bytes. */
    long allocated() {
        return allocated;
    }

    @Override
    public void onForwardPass(Model model, List<INDArray> activations) {
        meter(() -> metered.onForwardPass(model, activations));
    }

    @Override
    public void onForwardPass(Model model, Map<String, INDArray> activations) {
        meter(() -> metered.onForwardPass(model, activations));
    }

    @Override
    public void onBackwardPass(Model model) {
        meter(() -> metered.onBackwardPass(model));
    }

    @Override
    public void onGradientCalculation(Model model) {
        meter(() -> metered.onGradientCalculation(model));
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        meter(() -> metered.iterationDone(model, iteration, epoch));
    }

    private void meter(Runnable call) {
        long waitsBefore = waitsOfThisThread();
        long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
        call.run();
        allocated += THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;
        waits += waitsOfThisThread() - waitsBefore;
    }

    private static long waitsOfThisThread() {
        ThreadInfo thread = THREADS.getThreadInfo(Thread.currentThread().getId());
        return thread.getBlockedCount() + thread.getWaitedCount();
    }
}

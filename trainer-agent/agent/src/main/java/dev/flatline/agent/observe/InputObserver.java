package dev.flatline.agent.observe;

import dev.flatline.agent.summarize.InputSummarizer;
import dev.flatline.events.v1.InputStep;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What goes into a network. */
final class InputObserver {

    private final HostMemory memory;
    private final boolean channelsLast;

    InputObserver(HostMemory memory, boolean channelsLast) {
        this.memory = memory;
        this.channelsLast = channelsLast;
    }

    /** Reads one input of a mini-batch; {@code null} where it cannot be read. */
    InputStep.@Nullable Builder read(INDArray input, long turn) {
        HostArray array = memory.array(input);
        if (array == null || array.rank() < 2) {
            return null;
        }
        SamplePlan plan = SamplePlan.ofInput(array, channelsLast, turn);
        return InputSummarizer.summarize(array.sample(plan))
                .setFeatures(array.count(plan.units().axes()));
    }
}

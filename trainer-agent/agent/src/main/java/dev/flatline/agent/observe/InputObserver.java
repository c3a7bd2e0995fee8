package dev.flatline.agent.observe;

import dev.flatline.agent.summarize.ActivationSample;
import dev.flatline.agent.summarize.DistinctExamples;
import dev.flatline.agent.summarize.InputSummarizer;
import dev.flatline.events.v1.InputStep;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What goes into a network. */
final class InputObserver {

    private final HostMemory memory;
    private final boolean channelsLast;
    private final Map<String, DistinctExamples> examples = new HashMap<>();

    InputObserver(HostMemory memory, boolean channelsLast) {
        this.memory = memory;
        this.channelsLast = channelsLast;
    }

    /** Reads one input of a mini-batch; {@code null} where it cannot be read. */
    InputStep.@Nullable Builder read(String name, INDArray input, long turn) {
        HostArray array = memory.array(input);
        if (array == null || array.rank() < 2) {
            return null;
        }
        SamplePlan plan = SamplePlan.ofInput(array, channelsLast, turn);
        ActivationSample sample = array.sample(plan);
        InputStep.Builder step = InputSummarizer.summarize(sample)
                .setName(name)
                .setFeatures(array.count(plan.units().axes()));
        // Where the positions read change with each turn, an example would not look like itself.
        if (sample.positions() == array.count(plan.positions().axes())) {
            DistinctExamples known = examples.computeIfAbsent(name, any -> new DistinctExamples());
            known.add(sample);
            step.setExamplesSeen(known.seen()).setDistinctExamples(known.distinct());
        }
        return step;
    }
}

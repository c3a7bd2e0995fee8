package dev.flatline.agent.observe;

import dev.flatline.agent.summarize.ActivationSample;
import dev.flatline.agent.summarize.ActivationSummarizer;
import dev.flatline.agent.summarize.DeadUnits;
import dev.flatline.events.v1.ActivationStep;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The outputs of one layer, update after update. */
final class ActivationObserver {

    private final LayerFacts facts;
    private final HostMemory memory;
    private final DeadUnits deadUnits = new DeadUnits();

    ActivationObserver(LayerFacts facts, HostMemory memory) {
        this.facts = facts;
        this.memory = memory;
    }

    /** Reads an activation; {@code null} where there is none to read. */
    @Nullable
    ActivationStep read(@Nullable INDArray activation, long turn) {
        HostArray array = memory.array(activation);
        if (array == null || array.rank() < 2) {
            return null;
        }
        boolean channelsLast = facts.channelsLast() && array.rank() > 2;
        ActivationSample sample = array.sample(SamplePlan.ofActivation(array, channelsLast, turn));
        float dead = facts.canDie() ? deadUnits.shareAfter(sample) : 0;
        return ActivationSummarizer.summarize(sample, facts.saturation(), dead);
    }
}

package dev.flatline.agent.observe;

import dev.flatline.events.v1.ProbeStep;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Random inputs, made once from one mini-batch and the same ever after.
 *
 * <p>Those like the data take each feature of each example from the values that this feature had in the mini-batch,
 * independently of the other features: right in range and scale, wrong in everything else. Noise is standard normal,
 * and is left out where an input holds indices. Random numbers come from a generator of its own.
 */
final class ProbeInputs {

    private static final int MOST_EXAMPLES = 16;
    private static final long MOST_BYTES = 4L * 1024 * 1024;

    private final Map<ProbeStep.Inputs, INDArray[]> inputs = new EnumMap<>(ProbeStep.Inputs.class);
    private final SplittableRandom random = new SplittableRandom(20_260_101);
    private final int examples;

    private ProbeInputs(int examples) {
        this.examples = examples;
    }

    /**
     * Makes the inputs.
     *
     * @param arrays one for each input of the network, the first axis being the examples
     * @param indices whether an input may hold indices into a table
     * @return {@code null} where an input cannot be read, or is so large that two examples would take more than 4 MiB
     */
    static @Nullable ProbeInputs like(Collection<INDArray> arrays, HostMemory memory, boolean indices) {
        long perExample = 0;
        List<HostArray> read = new ArrayList<>();
        for (INDArray array : arrays) {
            HostArray host = memory.array(array);
            if (host == null || host.rank() < 2 || host.numbers().slow()) {
                return null;
            }
            perExample += host.size() / Math.max(1, host.shape()[0]);
            read.add(host);
        }
        long room = MOST_BYTES / Float.BYTES / 2 / Math.max(1, perExample);
        if (read.isEmpty() || room < 2) {
            return null;
        }
        ProbeInputs made = new ProbeInputs((int) Math.min(MOST_EXAMPLES, room));
        made.inputs.put(ProbeStep.Inputs.LIKE_THE_DATA, made.arrays(read, arrays, false));
        if (!indices) {
            made.inputs.put(ProbeStep.Inputs.NOISE, made.arrays(read, arrays, true));
        }
        return made;
    }

    /** By kind, in the order in which the network takes them. A layer may work in place, so each call hands out copies. */
    INDArray[] copy(ProbeStep.Inputs kind) {
        INDArray[] kept = inputs.getOrDefault(kind, new INDArray[0]);
        INDArray[] copies = new INDArray[kept.length];
        for (int i = 0; i < kept.length; i++) {
            copies[i] = kept[i].dup();
        }
        return copies;
    }

    Iterable<ProbeStep.Inputs> kinds() {
        return inputs.keySet();
    }

    private INDArray[] arrays(List<HostArray> read, Collection<INDArray> like, boolean noise) {
        INDArray[] made = new INDArray[read.size()];
        int index = 0;
        for (INDArray array : like) {
            float[] values = noise ? noise(read.get(index)) : resampled(read.get(index));
            made[index] = detached(values, array);
            index++;
        }
        return made;
    }

    @SuppressWarnings("try")
    private INDArray detached(float[] values, INDArray like) {
        long[] shape = like.shape().clone();
        shape[0] = examples;
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            return Nd4j.createFromArray(values)
                    .castTo(DataType.FLOAT)
                    .castTo(like.dataType())
                    .reshape('c', shape);
        }
    }

    private float[] noise(HostArray array) {
        float[] values = new float[(int) (examples * (array.size() / array.shape()[0]))];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)
                    (Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble()));
        }
        return values;
    }

    private float[] resampled(HostArray array) {
        int features = (int) (array.size() / array.shape()[0]);
        int[] axes = new int[array.rank() - 1];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = i + 1;
        }
        float[] values = new float[examples * features];
        for (int feature = 0; feature < features; feature++) {
            long place = array.offset() + array.distance(axes, feature);
            for (int example = 0; example < examples; example++) {
                long from = random.nextLong(array.shape()[0]);
                values[example * features + feature] = array.numbers().at(place + from * array.stride()[0]);
            }
        }
        return values;
    }
}

package dev.flatline.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Trains one reference model once for every watcher, in turns, and compares what an iteration costs.
 *
 * <p>Counted is the processor time of the training thread, which is where a listener is paid for; wall-clock time on a
 * busy machine scatters by more than the differences sought. In every round each watcher's network trains one block of
 * iterations, in random order, and is compared with the unwatched one of the same round, so that whatever slows the
 * machine for a while slows both.
 */
final class Comparison {

    private final ReferenceModel model;
    private final Effort effort;
    private final DataSet batch;
    private final Map<Watcher, MultiLayerNetwork> networks = new EnumMap<>(Watcher.class);

    Comparison(ReferenceModel model, Effort effort) {
        this.model = model;
        this.effort = effort;
        this.batch = model.batch();
        for (Watcher watcher : Watcher.all()) {
            MultiLayerNetwork network = model.network();
            watcher.attach(network, run());
            networks.put(watcher, network);
        }
    }

    /** The name under which Flatline sees this training. */
    String run() {
        return "benchmark-" + model.name();
    }

    /**
     * What was measured.
     *
     * @param iterationMillis an unwatched iteration, in milliseconds of processor time
     * @param overhead what each watcher adds, as a share of an unwatched iteration
     */
    record Result(Spread iterationMillis, Map<Watcher, Spread> overhead) {

        Spread overheadOf(Watcher watcher) {
            return requireNonNull(overhead.get(watcher));
        }
    }

    Result measure() {
        for (int block = 0; block < effort.warmUpBlocks(); block++) {
            Watcher.all().forEach(this::iterationNanos);
        }
        List<Double> unwatched = new ArrayList<>();
        Map<Watcher, List<Double>> overheads = new EnumMap<>(Watcher.class);
        Random random = new Random(1);
        for (int round = 0; round < effort.rounds(); round++) {
            Map<Watcher, Double> nanos = round(random);
            double nobody = nanos.getOrDefault(Watcher.NOBODY, Double.NaN);
            unwatched.add(nobody / 1e6);
            nanos.forEach((watcher, each) ->
                    overheads.computeIfAbsent(watcher, any -> new ArrayList<>()).add(each / nobody - 1));
        }
        Map<Watcher, Spread> spreads = new EnumMap<>(Watcher.class);
        overheads.forEach((watcher, each) -> spreads.put(watcher, Spread.of(each)));
        return new Result(Spread.of(unwatched), spreads);
    }

    private Map<Watcher, Double> round(Random random) {
        List<Watcher> order = new ArrayList<>(Watcher.all());
        Collections.shuffle(order, random);
        Map<Watcher, Double> nanos = new EnumMap<>(Watcher.class);
        order.forEach(watcher -> nanos.put(watcher, iterationNanos(watcher)));
        return nanos;
    }

    private double iterationNanos(Watcher watcher) {
        MultiLayerNetwork network = requireNonNull(networks.get(watcher));
        int iterations = effort.iterations(model);
        long before = ThreadTimes.ofThisThread();
        for (int iteration = 0; iteration < iterations; iteration++) {
            network.fit(batch);
        }
        return (double) (ThreadTimes.ofThisThread() - before) / iterations;
    }
}

package dev.flatline.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Trains one reference model once for every watcher, in turns, and compares what an iteration costs.
 *
 * <p>Counted is the processor time of the training thread, which is where a listener is paid for; wall-clock time on a
 * busy machine scatters by more than the differences sought. In every round each watcher's network trains one block of
 * iterations, in random order, and is compared with the unwatched one of the same round, so that whatever slows the
 * machine for a while slows both. Beside it stands what the watcher's own calls take of the same iterations, which
 * scatters less but leaves out what it does to caches and to the garbage collector.
 */
final class Comparison {

    private final ReferenceModel model;
    private final Effort effort;
    private final DataSet batch;
    private final Map<Watcher, Watched> networks = new EnumMap<>(Watcher.class);

    Comparison(ReferenceModel model, Effort effort) {
        this.model = model;
        this.effort = effort;
        this.batch = model.batch();
        for (Watcher watcher : Watcher.all()) {
            MultiLayerNetwork network = model.network();
            TimedListener timed = new TimedListener(watcher.watch(network, run()));
            network.addListeners((TrainingListener) timed);
            networks.put(watcher, new Watched(network, timed));
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
     * @param inCalls time on the wall in the watcher's own calls, as a share of the rest of the same iterations
     */
    record Result(Spread iterationMillis, Map<Watcher, Spread> overhead, Map<Watcher, Spread> inCalls) {

        Spread inCallsOf(Watcher watcher) {
            return requireNonNull(inCalls.get(watcher));
        }

        Spread overheadOf(Watcher watcher) {
            return requireNonNull(overhead.get(watcher));
        }
    }

    /** A network, and what is spent in the calls to its listener. */
    private record Watched(MultiLayerNetwork network, TimedListener timed) {}

    /**
     * One block of iterations.
     *
     * @param nanos processor time of an iteration
     * @param inCalls share of the time on the wall spent in the watcher's calls, of the rest
     */
    private record Block(double nanos, double inCalls) {}

    Result measure() {
        for (int block = 0; block < effort.warmUpBlocks(); block++) {
            Watcher.all().forEach(this::block);
        }
        List<Double> unwatched = new ArrayList<>();
        Map<Watcher, List<Double>> overheads = new EnumMap<>(Watcher.class);
        Map<Watcher, List<Double>> inCalls = new EnumMap<>(Watcher.class);
        Random random = new Random(1);
        for (int round = 0; round < effort.rounds(); round++) {
            Map<Watcher, Block> blocks = round(random);
            double nobody = requireNonNull(blocks.get(Watcher.NOBODY)).nanos;
            unwatched.add(nobody / 1e6);
            blocks.forEach((watcher, block) -> {
                overheads.computeIfAbsent(watcher, any -> new ArrayList<>()).add(block.nanos / nobody - 1);
                inCalls.computeIfAbsent(watcher, any -> new ArrayList<>()).add(block.inCalls);
            });
        }
        return new Result(Spread.of(unwatched), spreads(overheads), spreads(inCalls));
    }

    private static Map<Watcher, Spread> spreads(Map<Watcher, List<Double>> measured) {
        Map<Watcher, Spread> spreads = new EnumMap<>(Watcher.class);
        measured.forEach((watcher, each) -> spreads.put(watcher, Spread.of(each)));
        return spreads;
    }

    private Map<Watcher, Block> round(Random random) {
        List<Watcher> order = new ArrayList<>(Watcher.all());
        Collections.shuffle(order, random);
        Map<Watcher, Block> blocks = new EnumMap<>(Watcher.class);
        order.forEach(watcher -> blocks.put(watcher, block(watcher)));
        return blocks;
    }

    private Block block(Watcher watcher) {
        Watched watched = requireNonNull(networks.get(watcher));
        int iterations = effort.iterations(model);
        watched.timed.reset();
        long before = ThreadTimes.ofThisThread();
        long begun = System.nanoTime();
        for (int iteration = 0; iteration < iterations; iteration++) {
            watched.network.fit(batch);
        }
        double wall = System.nanoTime() - begun;
        double nanos = (double) (ThreadTimes.ofThisThread() - before) / iterations;
        return new Block(nanos, watched.timed.nanos() / (wall - watched.timed.nanos()));
    }
}

package dev.flatline.agent.observe;

import dev.flatline.agent.budget.Effort;
import dev.flatline.agent.budget.OverheadBudget;
import dev.flatline.agent.publish.RunChannel;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One model in training: takes what DL4J shows in the course of an update, and sends it as one step at its end.
 *
 * <p>An update is entered, goes forward, computes its losses, goes backward, shows its gradients and is done; without
 * the hooks, entering and losses are missing. All calls come from the thread that trains the model. None throws: an
 * error inside is counted, and the step goes out with what there is. The model is not kept alive.
 */
public final class ModelObserver implements Observer {

    private final WeakReference<Model> model;
    private final RunChannel run;
    private final ErrorLimit errors;
    private final int worker;
    private final OverheadBudget budget;

    private final LayerReader layers;
    private final OutputObserver outputs;
    private final Prober prober;
    private final Evaluations evaluations;
    private final Steering steering;

    private volatile WeakReference<TrainingListener> owner;
    private volatile WeakReference<Thread> trainer = new WeakReference<>(Thread.currentThread());
    private volatile boolean updating;
    private volatile boolean unheard;
    private final AtomicLong updates = new AtomicLong();

    private @Nullable Update update;
    /** Counts the updates at which layers were looked at, so that what is read of them moves on evenly. */
    private long readings;

    /** How often layers are still looked at out of turn because the score is no number. */
    private int looksLeft = 3;

    private boolean scoring;
    private boolean hooked;
    private long entered;
    private volatile long left;
    private long waited;
    private long spent;
    /** Spent between updates; counts for the one that follows. */
    private long spentBetween;

    ModelObserver(Network network, Opening opening) {
        this(network, opening, new HostMemory());
    }

    ModelObserver(Network network, Opening opening, HostMemory memory) {
        model = new WeakReference<>(network.model());
        run = opening.run;
        errors = opening.errors;
        worker = opening.worker;
        owner = new WeakReference<>(opening.owner);
        budget = new OverheadBudget(opening.overheadBudget);
        layers = new LayerReader(memory, opening.facts);
        outputs = new OutputObserver(memory, opening.facts);
        prober = new Prober(memory, opening.facts, this::keepWithModel);
        if (!network.isWhole()) {
            prober.stop();
        }
        evaluations = new Evaluations(run);
        steering = new Steering(run, opening.facts);
        left = System.nanoTime();
    }

    Steering steering() {
        return steering;
    }

    boolean observes(Object other) {
        return model.refersTo((Model) other);
    }

    /** The model is no longer listened to. */
    void leave() {
        unheard = true;
    }

    /** Whether the model is listened to, and the thread that made its last update lives. */
    @Override
    public boolean isInTraining() {
        Thread thread = trainer.get();
        return !unheard && thread != null && thread.isAlive();
    }

    @Override
    public @Nullable Thread trainer() {
        return trainer.get();
    }

    @Override
    public long left() {
        return left;
    }

    @Override
    public boolean isFitting() {
        Thread thread = trainer.get();
        return isInTraining() && thread != null && (updating || RunEnding.isFitting(thread));
    }

    /** The listener whose calls count; those of another on the same model would count everything twice. */
    @Nullable
    TrainingListener owner() {
        return owner.get();
    }

    /** This observer does not go as soon as its model does; the listener in the model's list does. */
    private void keepWithModel(ShadowNetwork shadow) {
        if (owner.get() instanceof ModelListener listener) {
            listener.keep(shadow);
        }
    }

    void ownedBy(TrainingListener listener) {
        owner = new WeakReference<>(listener);
    }

    @Override
    public RunChannel run() {
        return run;
    }

    /**
     * The update begins: called by the hook, before anything is computed. A layer that is pre-trained does not go forward,
     * and gives up its input for one that it spoils itself, so that it is read here.
     */
    void enter(long now, Network network) {
        hooked = true;
        trainer = trainer.refersTo(Thread.currentThread()) ? trainer : new WeakReference<>(Thread.currentThread());
        waited = now - left - spentBetween;
        entered = now;
        updating = true;
        evaluations.flush();
        spent = System.nanoTime() - now;
        if (!network.isWhole()) {
            guarded(() -> begin(network));
        }
    }

    /** All layers but the output layers have answered. */
    void forward(Network network, Function<Network.NamedLayer, @Nullable INDArray> activationOf) {
        guarded(() -> {
            Update begun = network.isWhole() ? null : update;
            Update going = begun == null ? begin(network) : begun;
            if (going.looksAtLayers) {
                layers.readActivations(going, activationOf, readings);
            }
        });
    }

    private Update begin(Network network) {
        if (!hooked) {
            trainer = new WeakReference<>(Thread.currentThread());
            entered = left + spentBetween;
            updating = true;
            evaluations.flush();
        }
        Update begun = new Update(network, budget, readings);
        update = begun;
        scoring = true;
        outputs.reset();
        layers.reset();
        if (prober.isDue(updates.get())) {
            prober.takeInputs(network);
        }
        if (begun.looksAtLayers) {
            readings++;
            layers.readInputs(begun, updates.get());
        }
        return begun;
    }

    /** A loss is computed: called by the hook, also for losses outside of updates, which do not count. */
    void loss(OutputObserver.LossCall call) {
        Update current = update;
        if (current != null && scoring) {
            guarded(() -> outputs.readLoss(current.outputs, call, updates.get()));
        }
    }

    /** The score is known, the parameters are not yet changed. */
    void backward() {
        Update current = update;
        if (current != null && scoring) {
            scoring = false;
            guarded(() -> {
                outputs.readMissing(current.outputs, updates.get());
                if (looksLeft > 0 && !Double.isFinite(current.network.model().score())) {
                    looksLeft--;
                    layers.lookWhereTheScoreCameFrom(current, updates.get());
                }
            });
        }
    }

    /** The gradients are there, as sums over the mini-batch. */
    void gradient(Network network) {
        if (update == null && !network.isWhole()) {
            guarded(() -> begin(network));
        }
        Update current = update;
        if (current != null && current.looksAtLayers) {
            guarded(() -> layers.readGradients(current));
        }
    }

    /** The model was evaluated: called by the hook and by the program, on any thread. */
    void evaluated(Consumer<Evaluations> evaluation) {
        long begun = System.nanoTime();
        try {
            evaluation.accept(evaluations);
        } catch (Throwable e) {
            run.failed();
            errors.add(e);
        }
        if (trainer.refersTo(Thread.currentThread())) {
            long cost = System.nanoTime() - begun;
            spent += updating ? cost : 0;
            spentBetween += updating ? 0 : cost;
        }
    }

    @Override
    public void flush() {
        evaluations.flush();
    }

    /** The parameters are changed. */
    void done(int iteration, int epoch) {
        Update current = update;
        update = null;
        updating = false;
        updates.incrementAndGet();
        if (current == null) {
            left = System.nanoTime();
            return;
        }
        guarded(() -> finish(current, iteration, epoch));
        settle(current);
        if (steering.hasOrders()) {
            steering.carryOut(current.network);
        }
        left = System.nanoTime();
    }

    private void finish(Update current, int iteration, int epoch) {
        Model trained = current.network.model();
        current.step
                .setIteration(iteration)
                .setWorker(worker)
                .setEpoch(epoch)
                .setScore(trained.score())
                .setBatchSize(current.batchSize);
        if (current.looksAtLayers) {
            layers.readParameters(current, new Evaluations.Moment(iteration, epoch));
        }
        if (prober.isDue(updates.get())) {
            current.step.addAllProbes(prober.ask(current.network));
        }
    }

    private void settle(Update current) {
        try {
            send(current);
        } catch (Throwable e) {
            run.failed();
            errors.add(e);
        }
        spent = 0;
        waited = 0;
    }

    /** Adds up what the update took, and sends it; what the sending itself takes counts for the budget. */
    private void send(Update current) {
        long sending = System.nanoTime();
        long own = Math.max(0, sending - entered - spent);
        current.step.setStepNanos(own).setWaitNanos(Math.max(0, waited)).setAgentNanos(spent + spentBetween);
        Effort effort = budget.effort();
        run.step(
                current.draft(outputs.take(current.step)),
                new RunChannel.Cost(
                        budget.overhead(), !current.looksAtLayers, current.sampling.stride(), effort.every()));
        budget.spent(spent + spentBetween + System.nanoTime() - sending, own);
        spentBetween = 0;
        prober.trained(own);
    }

    private void guarded(Runnable work) {
        long begun = System.nanoTime();
        try {
            work.run();
        } catch (Throwable e) {
            run.failed();
            errors.add(e);
        } finally {
            spent += System.nanoTime() - begun;
        }
    }

    @Override
    public RunEnding ending() {
        return RunEnding.of(trainer.get(), updating, updates.get());
    }

    /**
     * What an observer is made with.
     *
     * @param overheadBudget share of the training's time
     * @param worker which of the replicas of one model this is, from 0
     */
    record Opening(
            RunChannel run,
            ErrorLimit errors,
            TrainingListener owner,
            double overheadBudget,
            List<LayerFacts> facts,
            int worker) {}
}

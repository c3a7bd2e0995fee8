package dev.flatline.agent.observe;

import dev.flatline.agent.budget.Effort;
import dev.flatline.agent.budget.OverheadBudget;
import dev.flatline.agent.publish.RunChannel;
import dev.flatline.agent.summarize.ConstantAnswer;
import dev.flatline.agent.summarize.OutputReading;
import dev.flatline.agent.summarize.OutputRows;
import dev.flatline.agent.summarize.Sampling;
import dev.flatline.agent.summarize.TensorSummarizer;
import dev.flatline.events.v1.ActivationStep;
import dev.flatline.events.v1.InputStep;
import dev.flatline.events.v1.LayerStep;
import dev.flatline.events.v1.ParameterStep;
import dev.flatline.events.v1.TensorSummary;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.BaseListener;
import org.nd4j.autodiff.listeners.Loss;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.autodiff.samediff.internal.Variable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * A SameDiff graph in training: takes what each operation of an update gives, and sends it as one step at its end.
 *
 * <p>It asks for nothing to be computed that the training does not compute. All calls come from the thread that trains;
 * none throws. ND4J calls for every operation and every array, so that most calls are one look into a table.
 */
final class GraphObserver extends BaseListener implements Observer {

    private final RunChannel run;
    private final ErrorLimit errors;
    private final OverheadBudget budget;
    private final GraphPlan plan;
    private final HostMemory memory;
    private final TensorSummarizer summarizer = new TensorSummarizer();
    private final List<ActivationObserver> activations = new ArrayList<>();
    private final InputObserver inputs;

    private final Map<String, ConstantAnswer> constants = new HashMap<>();

    private volatile WeakReference<Thread> trainer = new WeakReference<>(null);
    private volatile boolean updating;
    private final AtomicLong updates = new AtomicLong();

    private GraphUpdate update = new GraphUpdate(false, new Sampling(1, 0, Integer.MAX_VALUE));
    private long readings;
    private long entered;
    private volatile long left = System.nanoTime();
    private long waited;
    private long spent;

    GraphObserver(GraphPlan plan, RunChannel run, Opening opening) {
        this.plan = plan;
        this.run = run;
        this.errors = opening.errors;
        memory = opening.memory;
        inputs = new InputObserver(memory, false);
        budget = new OverheadBudget(opening.overheadBudget);
        plan.layers()
                .forEach(layer ->
                        activations.add(new ActivationObserver(LayerFacts.ofActivation(layer.activation()), memory)));
    }

    /** The update begins: called by the hook, before anything is computed. */
    void enter(long now, TrainingConfig config, Map<String, INDArray> placeholders) {
        trainer = trainer.refersTo(Thread.currentThread()) ? trainer : new WeakReference<>(Thread.currentThread());
        waited = now - left;
        entered = now;
        updating = true;
        spent = 0;
        guarded(() -> {
            boolean looks = budget.looksAtLayers();
            update = new GraphUpdate(looks, new Sampling(budget.effort().stride(), readings, Integer.MAX_VALUE));
            if (looks) {
                readings++;
                readInputs(config, placeholders);
            }
        });
    }

    private void readInputs(TrainingConfig config, Map<String, INDArray> placeholders) {
        int index = 0;
        for (String name : config.getDataSetFeatureMapping()) {
            INDArray array = placeholders.get(name);
            InputStep.Builder step = array == null ? null : inputs.read(name, array, updates.get());
            if (step != null) {
                update.step.addInputs(step.setIndex(index));
            }
            index++;
        }
    }

    @Override
    public boolean isActive(Operation operation) {
        return operation == Operation.TRAINING && !errors.isReached();
    }

    @Override
    public void opExecution(
            SameDiff graph, At at, MultiDataSet batch, SameDiffOp op, OpContext context, INDArray[] outputs) {
        GraphPlan.GraphLoss loss = plan.loss(op.getName());
        if (loss != null && context != null) {
            ConstantAnswer constant = constants.computeIfAbsent(op.getName(), any -> new ConstantAnswer());
            guarded(() -> readLoss(loss, context, constant));
        }
    }

    private void readLoss(GraphPlan.GraphLoss loss, OpContext context, ConstantAnswer constant) {
        HostArray answers = memory.array(context.getInputArray(loss.outputs()));
        HostArray labels = memory.array(context.getInputArray(loss.labels()));
        if (answers == null || labels == null || answers.rank() < 2) {
            return;
        }
        OutputRows rows = new OutputArrays(answers, labels, null, answers.rank() > 2).rows(updates.get());
        if (rows != null) {
            boolean probabilities = loss.activation().equals("softmax");
            int layer = Math.max(0, plan.layers().size() - 1);
            update.outputs.add(new GraphUpdate.Answer(
                    new OutputReading(layer, rows, loss.toOutputs(), loss.formula(), probabilities, constant),
                    loss.meanOverUnits() ? rows.units() : 1));
        }
    }

    @Override
    public void activationAvailable(
            SameDiff graph, At at, MultiDataSet batch, SameDiffOp op, String name, INDArray array) {
        if (!update.looksAtLayers) {
            return;
        }
        String variable = plan.variableOfGradient(name);
        if (variable != null) {
            guarded(() -> put(update.gradients, variable, array));
        }
        Integer layer = plan.layerOfActivation(name);
        if (layer != null) {
            guarded(() -> readActivation(layer, array));
        }
    }

    private void readActivation(int layer, INDArray array) {
        ActivationStep step = activations.get(layer).read(array, readings);
        if (step != null) {
            update.activations.put(layer, step);
        }
    }

    @Override
    public void preUpdate(SameDiff graph, At at, Variable variable, INDArray array) {
        if (update.looksAtLayers) {
            guarded(() -> put(update.updates, variable.getName(), array));
        }
    }

    private void put(Map<String, TensorSummary> into, String variable, @Nullable INDArray array) {
        HostArray tensor = memory.array(array);
        if (tensor != null) {
            into.put(variable, summarizer.summarize(tensor.block(), update.sampling, 1));
        }
    }

    @Override
    public void iterationDone(SameDiff graph, At at, MultiDataSet batch, Loss loss) {
        guarded(() -> finish(graph, at, batch));
        updating = false;
        updates.incrementAndGet();
        try {
            send();
        } catch (Throwable e) {
            failed(e);
        }
        left = System.nanoTime();
    }

    private void finish(SameDiff graph, At at, MultiDataSet batch) {
        update.step.setIteration(at.iteration()).setEpoch(at.epoch()).setBatchSize((int)
                batch.getFeatures(0).size(0));
        if (update.looksAtLayers) {
            addLayers(graph, at);
        }
    }

    private void addLayers(SameDiff graph, At at) {
        IUpdater updater = graph.getTrainingConfig().getUpdater();
        double rate = updater.hasLearningRate() ? updater.getLearningRate(at.iteration(), at.epoch()) : 0;
        Map<Integer, LayerStep.Builder> layers = new LinkedHashMap<>();
        plan.parameters()
                .forEach((variable, parameter) -> layers.computeIfAbsent(
                                parameter.layer(),
                                index -> LayerStep.newBuilder().setLayer(index).setLearningRate(rate))
                        .addParameters(step(graph, variable, parameter)));
        update.activations.forEach((index, step) -> layers.computeIfAbsent(
                        index, any -> LayerStep.newBuilder().setLayer(index))
                .setActivation(step));
        layers.values().forEach(update.step::addLayers);
    }

    private ParameterStep step(SameDiff graph, String variable, GraphPlan.Parameter parameter) {
        ParameterStep.Builder step = ParameterStep.newBuilder().setName(parameter.name());
        TensorSummary gradient = update.gradients.get(variable);
        TensorSummary change = update.updates.get(variable);
        SDVariable value = graph.getVariable(variable);
        HostArray values = value == null ? null : memory.array(value.getArr());
        if (gradient != null) {
            step.setGradient(gradient);
        }
        if (change != null) {
            step.setUpdate(change);
        }
        if (values != null) {
            step.setValue(summarizer.summarize(values.block(), update.sampling, 1));
        }
        return step.build();
    }

    private void send() {
        long sending = System.nanoTime();
        long own = Math.max(0, sending - entered - spent);
        update.step.setStepNanos(own).setWaitNanos(Math.max(0, waited)).setAgentNanos(spent);
        Effort effort = budget.effort();
        run.step(
                update.draft(),
                new RunChannel.Cost(budget.overhead(), !update.looksAtLayers, effort.stride(), effort.every()));
        budget.spent(spent + System.nanoTime() - sending, own);
    }

    private void guarded(Runnable work) {
        long begun = System.nanoTime();
        try {
            work.run();
        } catch (Throwable e) {
            failed(e);
        } finally {
            spent += System.nanoTime() - begun;
        }
    }

    private void failed(Throwable error) {
        run.failed();
        errors.add(error);
    }

    @Override
    public RunEnding ending() {
        return RunEnding.of(trainer.get(), updating, updates.get());
    }

    @Override
    public boolean isInTraining() {
        Thread thread = trainer.get();
        return updating && thread != null && thread.isAlive();
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
        return isInTraining();
    }

    @Override
    public RunChannel run() {
        return run;
    }

    /** What an observer is made with. */
    record Opening(ErrorLimit errors, double overheadBudget, HostMemory memory) {}
}

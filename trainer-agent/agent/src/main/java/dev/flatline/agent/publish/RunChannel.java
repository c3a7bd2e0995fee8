package dev.flatline.agent.publish;

import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.v1.AgentReport;
import dev.flatline.events.v1.CommandOutcome;
import dev.flatline.events.v1.Evaluation;
import dev.flatline.events.v1.Model;
import dev.flatline.events.v1.RunEnded;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.Telemetry;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The messages of one run: puts each into its envelope, numbers them, and counts what was captured and lost.
 *
 * <p>Thread-safe. A call costs a few microseconds and never waits.
 */
public final class RunChannel {

    /** Of an envelope and the report in it, generously. */
    private static final int ENVELOPE_BYTES = 128;

    private final String runId;
    private final long attempt;
    private final Consumer<Message> taker;

    private final AtomicLong sequence = new AtomicLong();
    private final AtomicLong captured = new AtomicLong();
    private final AtomicLong thinned = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Holdings holdings = Holdings.NONE;
    private volatile Cost last = Cost.NONE;
    private final AtomicInteger replicas = new AtomicInteger();
    private final AtomicLong numbered = new AtomicLong(-1);
    private volatile RunStarted described = RunStarted.getDefaultInstance();
    private volatile Consumer<Throwable> told = error -> {};

    RunChannel(String runId, long attempt, Consumer<Message> taker) {
        this.runId = runId;
        this.attempt = attempt;
        this.taker = taker;
    }

    /** A run whose messages go to {@code taker}, on the thread that makes them, and nowhere else. */
    public static RunChannel into(String runId, long attempt, Consumer<Telemetry> taker) {
        return new RunChannel(runId, attempt, message -> taker.accept(message.telemetry()));
    }

    /** Who is told of an error away from the training thread, besides its being counted here. */
    public RunChannel telling(Consumer<Throwable> whom) {
        told = whom;
        return this;
    }

    public String runId() {
        return runId;
    }

    public void started(RunStarted description) {
        described = description;
        send(envelope().setRunStarted(description).build());
    }

    /** Sends the description again, with the model as it is now. */
    public void changed(Model model) {
        started(described.toBuilder().setModel(model).build());
    }

    /** Sends what became of a command. */
    public void answered(CommandOutcome outcome) {
        send(envelope().setCommandOutcome(outcome).build());
    }

    public long attempt() {
        return attempt;
    }

    /** Updates made so far. */
    public long updates() {
        return captured.get();
    }

    /**
     * One more replica trains from now on: an iteration is the number of updates made before by all of them, and not
     * what one of them counts.
     */
    public void addReplica() {
        replicas.incrementAndGet();
    }

    /** Sends what the training found when it evaluated its model. */
    public void evaluated(Evaluation.Builder evaluation) {
        if (replicas.get() > 0) {
            evaluation.setIteration(captured.get());
        }
        send(envelope().setEvaluation(evaluation).build());
    }

    /** Sends one update of which nothing is left to work out. */
    void step(Step.Builder step, boolean layersLeftOut, double measuredOverhead) {
        step(StepDraft.complete(step), new Cost(measuredOverhead, layersLeftOut, 0, 0));
    }

    /** Sends one update; the report of the agent's doings is filled in here. */
    public void step(StepDraft draft, Cost cost) {
        long before = captured.getAndIncrement();
        if (replicas.get() > 0) {
            draft.step().setIteration(before);
        }
        if (cost.layersLeftOut) {
            thinned.incrementAndGet();
        }
        last = cost;
        Telemetry.Builder envelope = envelope();
        draft.step().setAgent(report());
        taker.accept(new Message(() -> finished(envelope, draft), draft.bytes() + ENVELOPE_BYTES, this));
    }

    /** What cannot be worked out is left out and counted; the rest of the step goes its way. */
    private Telemetry finished(Telemetry.Builder envelope, StepDraft draft) {
        try {
            draft.rest().accept(draft.step());
        } catch (Throwable e) {
            failed(e);
        }
        draft.step().setIteration(number(draft.step().getIteration()));
        return envelope.setStep(draft.step()).build();
    }

    /**
     * The number an update goes out with, above that of the one before. Replicas overtake one another on the way here,
     * so a gap no longer than there are replicas is none; a longer one is updates that were dropped.
     */
    private long number(long iteration) {
        long late = replicas.get();
        return numbered.updateAndGet(last -> late == 0 ? iteration : Math.max(last + 1, iteration - late));
    }

    /**
     * What an update cost, and what was not looked at to keep it cheap.
     *
     * @param overhead the agent's time divided by the training's own, over the last updates
     * @param stride one of so many chunks of large tensors is read
     * @param layersEvery layers are looked at at one of so many updates
     */
    public record Cost(double overhead, boolean layersLeftOut, int stride, int layersEvery) {

        private static final Cost NONE = new Cost(0, false, 0, 0);
    }

    /** Sends the end, once; later calls do nothing. */
    public void ended(RunEnded.Status status, String reason) {
        if (ended.compareAndSet(false, true)) {
            RunEnded.Builder end = RunEnded.newBuilder()
                    .setStatus(status)
                    .setReason(reason)
                    .setIterations(captured.get())
                    .setAgent(report());
            send(envelope().setRunEnded(end).build());
        }
    }

    public boolean hasEnded() {
        return ended.get();
    }

    /** Counts an error inside the agent and returns how many there were. */
    public long failed() {
        return errors.incrementAndGet();
    }

    /** The same, of an error that the one who counts the agent's errors does not know of yet. */
    void failed(Throwable error) {
        failed();
        told.accept(error);
    }

    /** Has the reports say what the agent of this process holds. */
    RunChannel reporting(Holdings held) {
        holdings = held;
        return this;
    }

    /** Counts a message that will not reach the broker. */
    void lost() {
        dropped.incrementAndGet();
    }

    AgentReport report() {
        return AgentReport.newBuilder()
                .setCaptured(captured.get())
                .setThinned(thinned.get())
                .setDropped(dropped.get() + holdings.lostEarlier().getAsLong())
                .setSpooled(holdings.spooled().getAsLong())
                .setBufferBytes(holdings.bytes().getAsLong())
                .setOverhead(last.overhead)
                .setStride(last.stride)
                .setLayersEvery(last.layersEvery)
                .setErrors(errors.get())
                .build();
    }

    private Telemetry.Builder envelope() {
        return Telemetry.newBuilder()
                .setSchema(TelemetryCodec.SCHEMA)
                .setRunId(runId)
                .setAttempt(attempt)
                .setSequence(sequence.getAndIncrement())
                .setTimeMillis(System.currentTimeMillis());
    }

    private void send(Telemetry telemetry) {
        taker.accept(new Message(telemetry, this));
    }
}

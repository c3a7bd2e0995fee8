package dev.flatline.benchmarks.quality.training;

import com.google.protobuf.CodedOutputStream;
import dev.flatline.agent.RecordingListener;
import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.UnreadableTelemetryException;
import dev.flatline.events.v1.RunEnded;
import dev.flatline.events.v1.Telemetry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Trains cases with the agent on them, and writes down what it sends.
 *
 * <p>What is recorded already is left as it is. The label is written last, so a recording that was broken off does not
 * count as one.
 */
public final class Recorder {

    private final Path suite;
    private final long cap;

    /**
     * A recorder for one suite.
     *
     * @param suite directory for its recordings; its name is the suite's
     * @param cap mini-batches after which a training is broken off
     */
    public Recorder(Path suite, long cap) {
        this.suite = suite;
        this.cap = cap;
    }

    public boolean has(TrainingCase one, int seed) {
        return Files.exists(file(one, seed, Recording.LABEL));
    }

    /** Trains one case from its beginning and records it. */
    public RunLabel record(TrainingCase one, int seed) throws IOException {
        Files.createDirectories(suite);
        long begun = System.nanoTime();
        Training training = one.beginning().begin(seed);
        Path unfinished = file(one, seed, ".part");
        long trained;
        try (Tape tape = new Tape(unfinished)) {
            trained = train(training, RunLabel.name(one.id(), seed), tape);
        }
        RunLabel label = new RunLabel(
                String.valueOf(suite.getFileName()),
                one.id(),
                seed,
                one.expectation(),
                training.outcome(),
                training.planned(),
                trained,
                training.onset(),
                training.model().numParams(),
                (System.nanoTime() - begun) / 1e9);
        Files.move(unfinished, file(one, seed, Recording.MESSAGES), StandardCopyOption.REPLACE_EXISTING);
        Recording.JSON
                .writerWithDefaultPrettyPrinter()
                .writeValue(file(one, seed, Recording.LABEL).toFile(), label);
        return label;
    }

    private Path file(TrainingCase one, int seed, String ending) {
        return suite.resolve(RunLabel.name(one.id(), seed) + ending);
    }

    private long train(Training training, String run, Tape tape) {
        RecordingListener listener = new RecordingListener(run, tape::add);
        watch(training.model(), listener);
        long batches = Math.min(cap, training.planned());
        for (long batch = 1; batch <= batches; batch++) {
            training.train();
            if (training.looksEvery() > 0 && batch % training.looksEvery() == 0) {
                listener.evaluated(training.model(), training.look());
            }
        }
        tape.end();
        return batches;
    }

    private static void watch(Model model, TrainingListener listener) {
        if (model instanceof MultiLayerNetwork network) {
            network.addListeners(listener);
        } else {
            ((ComputationGraph) model).addListeners(listener);
        }
    }

    /** A file of messages under way. */
    private static final class Tape implements AutoCloseable {

        private final OutputStream file;
        private final CodedOutputStream out;
        private long steps;
        private @Nullable Exception failure;
        private Telemetry last = Telemetry.getDefaultInstance();

        Tape(Path path) throws IOException {
            file = new GZIPOutputStream(Files.newOutputStream(path));
            out = CodedOutputStream.newInstance(file);
        }

        /** Keeps a failure for later: the agent lets nothing that is thrown here reach the training. */
        void add(byte[] message) {
            try {
                last = TelemetryCodec.decode(message);
                steps += last.hasStep() ? 1 : 0;
                out.writeByteArrayNoTag(message);
            } catch (IOException | UnreadableTelemetryException e) {
                failure = e;
            }
        }

        /** What the agent sends when the training's process ends. */
        void end() {
            add(TelemetryCodec.encode(last.toBuilder()
                    .setSequence(last.getSequence() + 1)
                    .setRunEnded(RunEnded.newBuilder()
                            .setStatus(RunEnded.Status.COMPLETED)
                            .setReason("the process ended")
                            .setIterations(steps)
                            .setAgent(last.getStep().getAgent()))
                    .build()));
            if (failure != null || steps == 0) {
                throw new IllegalStateException("not all of the run was recorded; steps: " + steps, failure);
            }
        }

        @Override
        public void close() {
            try {
                out.flush();
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException("closing a recording", e);
            }
        }
    }
}

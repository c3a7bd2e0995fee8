package dev.flatline.benchmarks.quality.judge;

import dev.flatline.alert.Cause;
import dev.flatline.benchmarks.quality.peer.PeerRule;
import dev.flatline.benchmarks.quality.training.Recording;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.RunSignals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Judges recorded runs: by the topology, and by the rules of others.
 *
 * <p>A run that keeps the agent's budget has its layers and inputs looked at at some updates only. How well it is judged
 * then can be asked too: {@code layersEvery} leaves them out as the agent would, from the 64th update on.
 */
public final class Judge {

    private static final int NEVER_THINNED = 64;

    private final Replay replay;
    private final int layersEvery;

    /**
     * A judge.
     *
     * @param layersEvery layers and inputs are kept at one of so many updates; 1 to keep all
     */
    public Judge(Replay replay, int layersEvery) {
        this.replay = replay;
        this.layersEvery = layersEvery;
    }

    public Judgement judge(Recording recording) throws IOException {
        Peers peers = new Peers(recording.label().planned());
        recording.forEach(message -> {
            replay.take(thinned(message));
            peers.take(message);
        });
        Replay.Said said = replay.said();
        List<List<Cause>> diagnoses = said.signals().stream()
                .map(Judge::causes)
                .filter(causes -> !causes.isEmpty())
                .toList();
        return new Judgement(
                recording.label(),
                said.alerts(),
                diagnoses.isEmpty() ? List.of() : diagnoses.get(0),
                diagnoses.isEmpty() ? List.of() : diagnoses.get(diagnoses.size() - 1),
                peers.fired);
    }

    private Telemetry thinned(Telemetry message) {
        long iteration = message.getStep().getIteration();
        return layersEvery == 1 || !message.hasStep() || iteration < NEVER_THINNED || iteration % layersEvery == 0
                ? message
                : message.toBuilder()
                        .setStep(message.getStep().toBuilder().clearLayers().clearInputs())
                        .build();
    }

    private static List<Cause> causes(RunSignals signals) {
        List<Cause> causes = new ArrayList<>();
        if (signals.diagnosis() != null) {
            causes.add(signals.diagnosis());
        }
        causes.addAll(signals.otherCauses());
        return causes;
    }

    /** The rules of others on one run; each is asked until it fires. */
    private static final class Peers {

        private final long planned;
        private final Map<PeerRule, Predicate<Telemetry>> watching = new LinkedHashMap<>();
        private final Map<PeerRule, Long> fired = new LinkedHashMap<>();

        Peers(long planned) {
            this.planned = planned;
        }

        void take(Telemetry message) {
            if (message.hasRunStarted() && watching.isEmpty()) {
                PeerRule.Run run = new PeerRule.Run(message.getRunStarted().getModel(), planned);
                PeerRule.all().forEach(rule -> watching.put(rule, rule.begin().apply(run)));
            }
            if (message.hasStep() || message.hasEvaluation()) {
                long iteration = Math.max(
                        message.getStep().getIteration(),
                        message.getEvaluation().getIteration());
                watching.entrySet().removeIf(rule -> fires(rule, message, iteration));
            }
        }

        private boolean fires(Map.Entry<PeerRule, Predicate<Telemetry>> rule, Telemetry message, long iteration) {
            if (!rule.getValue().test(message)) {
                return false;
            }
            fired.put(rule.getKey(), iteration);
            return true;
        }
    }
}

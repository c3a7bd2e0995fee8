package dev.flatline.benchmarks.processor;

import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.UnreadableTelemetryException;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.lifecycle.RunState;
import dev.flatline.stream.lifecycle.RunStateCodec;
import dev.flatline.stream.rules.Rules;
import dev.flatline.stream.topology.Replay;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * How the processor time of a step and the bytes of a run's state grow with runs and layers. The stages are those of the
 * topology, decoding included, without Kafka.
 */
final class GrowthTable {

    private static final int LAYER_STEPS = 2_000_000;

    private GrowthTable() {}

    static void print() throws UnreadableTelemetryException {
        System.out.println(
                "| runs | layers | CPU per step, microseconds | per layer | state of a run, bytes | per layer |");
        System.out.println("|---|---|---|---|---|---|");
        row(1, 20);
        for (int layers : new int[] {10, 100, 1_000}) {
            for (int runs : new int[] {1, 10, 100, 1_000}) {
                System.out.println(row(runs, layers));
            }
        }
    }

    private static String row(int runs, int layers) throws UnreadableTelemetryException {
        int rounds = Math.max(3, LAYER_STEPS / 10 / layers / runs);
        Replay replay = new Replay(Rules.STANDARD);
        LoadedStep step = new LoadedStep(layers);
        double micros = 0;
        for (int round = 0; round < rounds; round++) {
            for (int run = 0; run < runs; run++) {
                byte[] message = TelemetryCodec.encode(step.of("run-" + run, round));
                long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                replay.take(TelemetryCodec.decode(message));
                // The first round makes the states.
                micros +=
                        round == 0 ? 0 : (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin) / 1e3;
            }
        }
        double each = micros / runs / (rounds - 1);
        int bytes = state(step);
        return String.format(
                Locale.ROOT,
                "| %d | %d | %.1f | %.2f | %d | %.0f |",
                runs,
                layers,
                each,
                each / layers,
                bytes,
                (double) bytes / layers);
    }

    private static int state(LoadedStep step) {
        Telemetry first = step.of("run", 0);
        RunState state = RunState.of(first);
        for (long i = 0; i < 3; i++) {
            state.take(step.of("run", i));
        }
        return RunStateCodec.encode(state).length;
    }
}

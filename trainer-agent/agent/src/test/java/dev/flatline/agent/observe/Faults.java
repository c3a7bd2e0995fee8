package dev.flatline.agent.observe;

import dev.flatline.agent.Fault;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Makes a fault happen whenever the agent comes through one of its methods: where it reads arrays, above all. */
final class Faults {

    private final Place place;
    private final Fault fault;
    private final int most;
    private int happened;

    Faults(Place place, Fault fault, int most) {
        this.place = place;
        this.fault = fault;
        this.most = most;
    }

    /** A method of the agent, found on the stack. */
    enum Place {
        OPTIMIZE_HOOK("HookedCore", "optimizing"),
        LOSS_HOOK("ModelObserver", "loss"),
        EVALUATION("HookedCore", "evaluated"),
        DESCRIBER("ModelDescriber", "describe"),
        FORWARD_PASS("ModelObserver", "forward"),
        BACKWARD_PASS("ModelObserver", "backward"),
        GRADIENT_CALCULATION("ModelObserver", "gradient"),
        ITERATION_DONE("ModelObserver", "done"),
        PROBE_INPUTS("Prober", "takeInputs"),
        PROBE("Prober", "ask"),
        SENDING("RunChannel", "step"),
        GRAPH_INPUTS("GraphObserver", "enter"),
        GRAPH_LOSS("GraphObserver", "opExecution"),
        GRAPH_ACTIVATION("GraphObserver", "activationAvailable"),
        GRAPH_UPDATE("GraphObserver", "preUpdate"),
        GRAPH_ITERATION_DONE("GraphObserver", "iterationDone");

        private final String type;
        private final String method;

        Place(String type, String method) {
            this.type = type;
            this.method = method;
        }

        /** The probe is asked at the end of an update, and its inputs are taken in a forward pass, but it is neither. */
        private boolean isHere() {
            return isOnStack(frame -> frame.getClassName().endsWith("." + type)
                            && frame.getMethodName().equals(method))
                    && (type.equals("Prober")
                            || !isOnStack(frame -> frame.getClassName().endsWith(".Prober")));
        }

        private static boolean isOnStack(Predicate<StackWalker.StackFrame> wanted) {
            return StackWalker.getInstance().walk(frames -> frames.anyMatch(wanted));
        }
    }

    int happened() {
        return happened;
    }

    /** Throws, if this is the place. */
    void passBy() {
        if (happened < most && place.isHere()) {
            happened++;
            fault.happen();
        }
    }

    /** Reads arrays, and passes by each time. */
    HostMemory memory() {
        return new HostMemory() {
            @Override
            @Nullable
            HostArray array(@Nullable INDArray array) {
                passBy();
                return super.array(array);
            }
        };
    }
}

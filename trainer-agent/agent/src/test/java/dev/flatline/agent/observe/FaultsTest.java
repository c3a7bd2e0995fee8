package dev.flatline.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.flatline.agent.Fault;
import dev.flatline.agent.attach.AttachedListener;
import dev.flatline.agent.observe.Faults.Place;
import dev.flatline.events.v1.RunEnded;
import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever goes wrong inside the agent, and wherever: the training becomes what it would have become. */
class FaultsTest {

    private static final int UPDATES = 25;
    private static final int LIMIT = 5;
    private static final float[] UNWATCHED = FaultyTraining.unwatched(UPDATES);
    private static final float[] UNWATCHED_GRAPH = FaultyTraining.ofUnwatchedGraph(UPDATES);

    /** Nothing leads there but a hook. */
    private static final Set<Place> HOOKED =
            EnumSet.of(Place.OPTIMIZE_HOOK, Place.LOSS_HOOK, Place.DESCRIBER, Place.EVALUATION);

    /** Here a fault ends the asking, and only that. */
    private static final Set<Place> GIVEN_UP_AT_ONCE = EnumSet.of(Place.PROBE, Place.PROBE_INPUTS);

    private static Stream<Arguments> placesAndFaults() {
        return Stream.of(Place.values())
                .flatMap(place -> Stream.of(Fault.values()).map(fault -> Arguments.of(place, fault)));
    }

    private static void assertTrainsAsUnwatched(FaultyTraining training, Place place) {
        if (place.name().startsWith("GRAPH")) {
            assertThat(training.ofGraph(UPDATES)).isEqualTo(UNWATCHED_GRAPH);
        } else {
            assertThat(HOOKED.contains(place) ? training.withHooks(UPDATES) : training.withListener(UPDATES))
                    .isEqualTo(UNWATCHED);
        }
    }

    @ParameterizedTest
    @MethodSource("placesAndFaults")
    void oneFaultIsCountedAndTheTrainingStaysWatched(Place place, Fault fault) {
        // Given
        Faults faults = new Faults(place, fault, 1);
        FaultyTraining training = new FaultyTraining(faults);

        // When
        assertTrainsAsUnwatched(training, place);

        // Then
        assertThat(faults.happened()).isEqualTo(1);
        assertThat(training.steps()).hasSizeBetween(UPDATES - 1, UPDATES);
        assertThat(training.steps().get(training.steps().size() - 1).getAgent().getErrors())
                .isEqualTo(1);
        assertThat(training.ends()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("placesAndFaults")
    void faultsWithoutEndSwitchTheAgentOffAndTheTrainingGoesOnAlone(Place place, Fault fault) {
        // Given
        Faults faults = new Faults(place, fault, Integer.MAX_VALUE);
        FaultyTraining training = new FaultyTraining(faults);

        // When
        assertTrainsAsUnwatched(training, place);

        // Then: nobody asks any more, and whoever watches the run is told
        if (GIVEN_UP_AT_ONCE.contains(place)) {
            assertThat(faults.happened()).isEqualTo(1);
            assertThat(training.steps()).hasSize(UPDATES);
            return;
        }
        // A callback that is under way comes to its end.
        assertThat(faults.happened()).isBetween(LIMIT, LIMIT + 1);
        assertThat(training.steps()).hasSizeLessThanOrEqualTo(LIMIT);
        assertThat(training.ends()).allSatisfy(end -> {
            assertThat(end.getStatus()).isEqualTo(RunEnded.Status.DETACHED);
            assertThat(end.getReason())
                    .contains("watching stops after 5 errors")
                    .contains("training goes on");
            assertThat(end.getAgent().getErrors()).isEqualTo(LIMIT);
        });
        assertThat(training.ends())
                .hasSize(HOOKED.contains(place) && training.steps().isEmpty() ? 0 : 1);
    }

    @ParameterizedTest
    @EnumSource
    void whatAListenerThrowsInAnyCallbackStopsAtTheGuard(Fault fault) {
        // Given: in every callback, behind the guard that a hook puts into the model's list
        AtomicInteger calls = new AtomicInteger();
        TrainingListener broken = (TrainingListener) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TrainingListener.class}, (self, method, arguments) -> {
                    calls.incrementAndGet();
                    fault.happen();
                    return null;
                });
        MultiLayerNetwork net = Nets.mlp(1.0);
        AttachedListener attached = new AttachedListener(broken);
        net.addListeners(attached);

        // When, Then
        assertThatCode(() -> net.fit(Nets.rows(8))).doesNotThrowAnyException();
        assertThat(calls).hasValue(1);
        assertThat(attached.inner()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void aFaultOnTheWayToTheObserverStopsAtTheGuardInEveryCallback(Fault fault) {
        // Given: even the one who is to count it fails
        AtomicInteger calls = new AtomicInteger();
        MultiLayerNetwork net = Nets.mlp(1.0);
        net.addListeners(new ModelListener() {
            @Override
            ModelObserver observerOf(Model model) {
                calls.incrementAndGet();
                fault.happen();
                return null;
            }

            @Override
            void failed(Throwable error) {
                fault.happen();
            }
        });

        // When, Then: forward pass, backward pass, gradient, end of the iteration
        assertThatCode(() -> net.fit(Nets.rows(8))).doesNotThrowAnyException();
        assertThat(calls).hasValue(4);
    }
}

package dev.flatline.agent.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.agent.Fault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingHooksTest {

    private final List<Throwable> told = new ArrayList<>();
    private int calls;

    @AfterEach
    void clear() {
        TrainingHooks.optimizing = null;
        TrainingHooks.scoring = null;
        TrainingHooks.training = null;
        TrainingHooks.continuing = null;
        TrainingHooks.failing = null;
    }

    private void breakAll(Fault fault) {
        TrainingHooks.optimizing = model -> {
            calls++;
            fault.happen();
        };
        TrainingHooks.scoring = loss -> {
            calls++;
            fault.happen();
        };
        TrainingHooks.training = update -> {
            calls++;
            fault.happen();
            return null;
        };
        TrainingHooks.failing = told::add;
    }

    private static Object callAll() {
        TrainingHooks.optimizing("model");
        TrainingHooks.scoring("loss", "labels", "logits", "activation", null);
        return TrainingHooks.training("graph", "config", "placeholders", "listeners");
    }

    @ParameterizedTest
    @EnumSource
    void theFirstFaultBehindAHookIsToldAndSwitchesAllHooksOff(Fault fault) {
        // Given
        breakAll(fault);

        // When
        Object listeners = callAll();

        // Then
        assertThat(listeners).isEqualTo("listeners");
        assertThat(calls).isEqualTo(1);
        assertThat(told).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aGraphKeepsItsListenersWhenTheHookBreaks(Fault fault) {
        // Given
        breakAll(fault);

        // When, Then
        assertThat(TrainingHooks.training("graph", "config", "placeholders", "listeners"))
                .isEqualTo("listeners");
    }

    @ParameterizedTest
    @EnumSource
    void aLoopOverDataGoesOnWhenTheHookBreaks(Fault fault) {
        // Given
        TrainingHooks.continuing = (model, hasNext) -> {
            fault.happen();
            return false;
        };
        TrainingHooks.failing = told::add;

        // When, Then
        assertThat(TrainingHooks.goesOn(true, "model")).isTrue();
        assertThat(TrainingHooks.goesOn(false, "model")).isFalse();
        assertThat(told).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void evenTheOneWhoIsToldMayFail(Fault fault) {
        // Given
        breakAll(fault);
        TrainingHooks.failing = error -> fault.happen();

        // When
        callAll();

        // Then
        assertThat(calls).isEqualTo(1);
    }
}

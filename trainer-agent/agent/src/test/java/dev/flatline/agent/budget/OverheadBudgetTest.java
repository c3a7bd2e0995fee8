package dev.flatline.agent.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OverheadBudgetTest {

    private static final long ITERATION = 1_000_000;

    private final OverheadBudget budget = new OverheadBudget(0.01);

    /** A training whose layer statistics cost so much at stride 8, and half of it at twice the stride. */
    private void train(int updates, long layerCost, long fixedCost) {
        for (int i = 0; i < updates; i++) {
            long layers =
                    budget.looksAtLayers() ? layerCost * 8 / budget.effort().stride() : 0;
            budget.spent(fixedCost + layers, ITERATION);
        }
    }

    @Test
    void aCheapTrainingIsLookedAtWithFullEffort() {
        // When
        train(500, 5_000, 1_000);

        // Then
        assertThat(budget.effort()).isEqualTo(new Effort(8, 1));
        assertThat(budget.overhead()).isCloseTo(0.006, within(1e-6));
    }

    @Test
    void theStrideGrowsBeforeAnyUpdateIsLeftOut() {
        // When
        train(500, 15_000, 1_000);

        // Then
        assertThat(budget.effort()).isEqualTo(new Effort(16, 1));
        assertThat(budget.overhead()).isLessThan(0.01);
    }

    @Test
    void anExpensiveTrainingIsThinnedUntilTheBudgetHolds() {
        // When
        train(3000, 400_000, 2_000);

        // Then
        assertThat(budget.effort().stride()).isEqualTo(64);
        assertThat(budget.effort().every()).isGreaterThan(1);
        assertThat(budget.overhead()).isLessThan(0.013);
    }

    @Test
    void theFirstFiftyUpdatesAreLookedAtWhateverTheyCost() {
        // When
        int looked = 0;
        for (int i = 0; i < 50; i++) {
            looked += budget.looksAtLayers() ? 1 : 0;
            budget.spent(ITERATION, ITERATION);
        }

        // Then
        assertThat(looked).isEqualTo(50);
    }

    @Test
    void coldCodeAtTheBeginningDoesNotThin() {
        // Given
        train(64, 300_000, 0);

        // When
        train(100, 5_000, 1_000);

        // Then
        assertThat(budget.effort()).isEqualTo(new Effort(8, 1));
    }

    @Test
    void longPausesInsideTheAgentDoNotThin() {
        // Given
        train(100, 5_000, 1_000);

        // When
        for (int pause = 0; pause < 10; pause++) {
            budget.spent(20 * ITERATION, ITERATION);
            train(5, 5_000, 1_000);
        }

        // Then
        assertThat(budget.effort()).isEqualTo(new Effort(8, 1));
        assertThat(budget.overhead()).isGreaterThan(0.01);
    }

    @Test
    void theEffortRisesAgainWhenThereIsRoom() {
        // Given
        train(2000, 400_000, 2_000);

        // When
        train(3000, 4_000, 1_000);

        // Then
        assertThat(budget.effort()).isEqualTo(new Effort(8, 1));
    }

    @Test
    void aBudgetMustBePositive() {
        // When, Then
        assertThatIllegalArgumentException().isThrownBy(() -> new OverheadBudget(Double.NaN));
    }
}

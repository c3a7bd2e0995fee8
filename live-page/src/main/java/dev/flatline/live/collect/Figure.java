package dev.flatline.live.collect;

import dev.flatline.events.v1.Step;
import dev.flatline.stream.trend.RunHistory;

/** What is shown of a whole run at each iteration; NaN where it is not known. */
enum Figure {
    /** Of the mini-batch, as the training reports it. */
    SCORE {
        @Override
        double of(Step step, RunHistory history) {
            return step.hasScore() ? step.getScore() : Double.NaN;
        }
    },
    /** Rolling, without regularisation. */
    LOSS {
        @Override
        double of(Step step, RunHistory history) {
            return history.loss();
        }
    },
    /** Loss of the best constant answer. */
    CONSTANT {
        @Override
        double of(Step step, RunHistory history) {
            return history.bestConstantLoss();
        }
    },
    SKILL {
        @Override
        double of(Step step, RunHistory history) {
            return history.skill();
        }
    },
    DIVERSITY {
        @Override
        double of(Step step, RunHistory history) {
            return history.outputDiversity();
        }
    },
    PROBE {
        @Override
        double of(Step step, RunHistory history) {
            return history.probeDiversity();
        }
    },
    /** 1 where the score is no finite number, else 0. */
    BROKEN {
        @Override
        double of(Step step, RunHistory history) {
            return step.hasScore() && !Double.isFinite(step.getScore()) ? 1 : 0;
        }
    };

    abstract double of(Step step, RunHistory history);

    /** All of them; an infinite value is not known as a number and becomes NaN. */
    static float[] all(Step step, RunHistory history) {
        Figure[] figures = values();
        float[] values = new float[figures.length];
        for (int i = 0; i < figures.length; i++) {
            values[i] = finite(figures[i].of(step, history));
        }
        return values;
    }

    static float finite(double value) {
        return Double.isFinite(value) && Float.isFinite((float) value) ? (float) value : Float.NaN;
    }
}

package dev.flatline.live.collect;

import dev.flatline.events.v1.LayerStep;
import dev.flatline.events.v1.ParameterStep;
import dev.flatline.events.v1.Step;
import dev.flatline.stream.trend.LayerTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.Arrays;
import java.util.List;

/** What is shown of each layer at an iteration; NaN where it is not known. */
enum LayerFigure {
    /** Between-example deviation of its activations: forward flow. */
    FORWARD {
        @Override
        double of(LayerTrend trend) {
            return trend.betweenExampleDeviation();
        }
    },
    /** Root mean square of its weights' gradient. */
    GRADIENT {
        @Override
        double of(LayerTrend trend) {
            return trend.gradientRms();
        }
    },
    /** Update:parameter ratio. */
    UPDATE {
        @Override
        double of(LayerTrend trend) {
            return trend.updateRatio();
        }
    },
    /** 1 where a tensor of the layer held NaN or infinite numbers, else 0; the last of all. */
    BROKEN {
        @Override
        double of(LayerTrend trend) {
            return 0;
        }
    };

    abstract double of(LayerTrend trend);

    /** All of them for so many layers, layer by layer. */
    static float[] all(Step step, RunHistory history, int layers) {
        LayerFigure[] figures = values();
        float[] values = new float[layers * figures.length];
        Arrays.fill(values, Float.NaN);
        List<LayerTrend> trends = history.layers();
        for (int i = 0; i < Math.min(layers, trends.size()) * figures.length; i++) {
            values[i] = Figure.finite(figures[i % figures.length].of(trends.get(i / figures.length)));
        }
        for (LayerStep layer : step.getLayersList()) {
            if (isBroken(layer) && layer.getLayer() >= 0 && layer.getLayer() < layers) {
                values[(layer.getLayer() + 1) * figures.length - 1] = 1;
            }
        }
        return values;
    }

    private static boolean isBroken(LayerStep layer) {
        return layer.getActivation().getNonFinite() > 0
                || layer.getParametersList().stream().anyMatch(LayerFigure::isBroken);
    }

    private static boolean isBroken(ParameterStep parameter) {
        return parameter.getGradient().getNonFinite() > 0
                || parameter.getUpdate().getNonFinite() > 0
                || parameter.getValue().getNonFinite() > 0;
    }
}

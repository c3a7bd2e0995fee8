package dev.flatline.cli.report;

import dev.flatline.stream.RunSignals.LayerSignals;
import java.util.List;

/**
 * How much of the last layer's gradient reaches each layer, first to last, on a log scale: the highest block is as much
 * or more, the lowest a millionth or less, a dot unknown. Where there are more layers than characters, a character shows
 * the least of its layers.
 */
final class LayerStrip {

    private static final int WIDTH = 32;
    private static final double DECADES = 6;

    private LayerStrip() {}

    static String of(List<LayerSignals> layers) {
        int width = Math.min(WIDTH, layers.size());
        StringBuilder strip = new StringBuilder();
        for (int i = 0; i < width; i++) {
            strip.append(Blocks.of(height(layers.subList(i * layers.size() / width, (i + 1) * layers.size() / width))));
        }
        return strip.toString();
    }

    private static double height(List<LayerSignals> layers) {
        return layers.stream()
                .mapToDouble(LayerSignals::gradientOfLast)
                .filter(share -> !Double.isNaN(share))
                .map(share -> 1 + Math.log10(share) / DECADES)
                .min()
                .orElse(Double.NaN);
    }
}

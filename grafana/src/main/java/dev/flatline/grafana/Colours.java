package dev.flatline.grafana;

import java.util.List;

/**
 * The colours of all dashboards, each with one meaning. They are told apart with any kind of colour vision (Okabe and Ito
 * 2008); where one means good or bad, words say so too.
 */
final class Colours {

    static final String GREEN = "#009E73";
    static final String SKY = "#56B4E9";
    static final String ORANGE = "#E69F00";
    static final String VERMILION = "#D55E00";
    static final String PURPLE = "#CC79A7";
    static final String YELLOW = "#F0E442";
    static final String BLUE = "#0072B2";
    static final String GREY = "#999999";

    static final String GOOD = GREEN;
    static final String INFO = SKY;
    static final String WARNING = ORANGE;
    static final String CRITICAL = VERMILION;

    /** A number that is neither good nor bad. */
    static final String PLAIN = "text";

    /** Layers by the last digit of their position, so that a layer has the same colour in every panel. */
    static final List<String> LAYERS =
            List.of(BLUE, ORANGE, GREEN, PURPLE, SKY, VERMILION, YELLOW, GREY, "#F5C9B0", "#8AB8FF");

    /** From little to much. */
    static final List<String> DEPTHS = List.of("#12314F", "#1D4F7C", "#2F74AD", "#5C9CCC", "#98C4E6", "#D6E9F8");

    private Colours() {}
}

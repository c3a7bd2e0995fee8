package dev.flatline.cli.demo;

import dev.flatline.alert.configure.Nearest;
import dev.flatline.cli.WrongUseException;
import java.util.Arrays;
import java.util.List;

/** The examples that can be shown: a new one is a class in the module examples and one line here. */
public enum Demos {
    SIGMOID_CNN(
            "sigmoid-cnn",
            "SigmoidCnn",
            "digits by a convolutional network: its sigmoids saturate, no gradient passes"),
    UNSCALED_LSTM(
            "unscaled-lstm",
            "UnscaledLstm",
            "unemployment by an LSTM: raw inputs up to 300,000 drive its gates to their limits"),
    SMALL_TRANSFORMER(
            "small-transformer",
            "SmallTransformer",
            "opinions by a transformer's encoder: it knows its 16 examples by heart, and nothing else");

    private final String label;
    private final String program;
    private final String fault;

    Demos(String label, String program, String fault) {
        this.label = label;
        this.program = program;
        this.fault = fault;
    }

    public String label() {
        return label;
    }

    public String mainClass() {
        return "dev.flatline.examples." + program;
    }

    /** What is trained, and what goes wrong with it, in one line. */
    public String fault() {
        return fault;
    }

    /**
     * The one of that name.
     *
     * @throws WrongUseException if there is none, naming the nearest
     */
    public static Demos named(String name) {
        return Arrays.stream(values())
                .filter(demo -> demo.label.equals(name))
                .findFirst()
                .orElseThrow(() -> new WrongUseException("There is no demo '" + name + "'; "
                        + Nearest.hint(name, names()) + " (flatline demo --list tells of each)"));
    }

    private static List<String> names() {
        return Arrays.stream(values()).map(Demos::label).toList();
    }

    /** All of them, one a line. */
    public static String list() {
        StringBuilder list = new StringBuilder();
        for (Demos demo : values()) {
            list.append(String.format("%-24s %s%n", demo.label, demo.fault));
        }
        return list.toString();
    }
}

package dev.flatline.cli;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The examples that can be shown: a new one is a class in the module examples and one line here. */
enum Demos {
    SIGMOID_CNN("sigmoid-cnn", "dev.flatline.examples.SigmoidCnn");

    private final String label;
    private final String mainClass;

    Demos(String label, String mainClass) {
        this.label = label;
        this.mainClass = mainClass;
    }

    String label() {
        return label;
    }

    String mainClass() {
        return mainClass;
    }

    /**
     * The one of that name.
     *
     * @throws WrongUseException if there is none, naming those there are
     */
    static Demos named(String name) {
        return Arrays.stream(values())
                .filter(demo -> demo.label.equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new WrongUseException("There is no demo '" + name + "'. There is: " + names() + "."));
    }

    static String names() {
        return Arrays.stream(values()).map(Demos::label).collect(Collectors.joining(", "));
    }
}

package dev.flatline.agent;

/** The few lines the agent prints, on standard error, each with who says it. */
public final class Console {

    private Console() {}

    public static void say(String line) {
        System.err.println("flatline: " + line);
    }
}

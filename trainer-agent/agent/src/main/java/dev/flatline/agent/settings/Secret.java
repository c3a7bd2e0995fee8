package dev.flatline.agent.settings;

/** A password. It shows itself only to who asks for it by {@link #reveal}, not in any text. */
public final class Secret {

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}

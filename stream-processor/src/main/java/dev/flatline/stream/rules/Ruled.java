package dev.flatline.stream.rules;

/** Something that rules apply to. */
public interface Ruled {

    RunRules rules();
}

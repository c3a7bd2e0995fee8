package dev.flatline.alert;

import java.util.List;

/**
 * Why a run is ill, as far as its symptoms and its configuration tell.
 *
 * @param cause stable id, in the vocabulary of the alert kinds where one fits
 * @param confidence 0..1; how much of the evidence this cause explains, not a calibrated probability
 * @param explanation what happened, with numbers and layer names, in words for a tired person
 * @param fix what to change, with DL4J code
 * @param explains kinds of the symptoms that follow from this cause
 */
public record Cause(String cause, double confidence, String explanation, String fix, List<String> explains) {

    public Cause {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence of " + cause + " must be in 0..1, not " + confidence);
        }
        explains = List.copyOf(explains);
    }
}

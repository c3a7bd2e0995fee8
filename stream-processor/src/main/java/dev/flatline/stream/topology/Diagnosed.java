package dev.flatline.stream.topology;

import dev.flatline.stream.diagnose.Diagnosis;

/**
 * What is wrong with a run at one step, and why.
 *
 * @param judged the verdicts
 * @param diagnosis what explains them
 */
record Diagnosed(Judged judged, Diagnosis diagnosis) {}

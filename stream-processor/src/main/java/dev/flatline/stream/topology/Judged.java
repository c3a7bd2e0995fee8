package dev.flatline.stream.topology;

import dev.flatline.stream.detect.Detector;
import dev.flatline.stream.detect.Verdict;
import java.util.Map;

/**
 * What the detectors say of a run at one step.
 *
 * @param observed the run and the message
 * @param verdicts of each detector; empty when the message was neither a step nor the end
 */
record Judged(Observed observed, Map<Detector, Verdict> verdicts) {}

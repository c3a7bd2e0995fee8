package dev.flatline.stream.detect;

import dev.flatline.alert.Symptom;
import dev.flatline.stream.rules.Threshold;
import dev.flatline.stream.rules.Unit;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;
import java.util.Optional;

/**
 * Regularisation so strong that nothing of the data gets through.
 *
 * <p>Variant {@code penalty}: a layer's L1, L2 or weight decay pulled its first weights harder than the data ever did (see
 * {@link Pull}), and the weights have shrunk to less than {@link #SHRUNK} (0.1) of what they were. Variant {@code dropout}:
 * a layer keeps at most {@link #KEPT} (0.2) of what it is fed, so that a kept value is multiplied by five or more and
 * chance outweighs what it says ({@code variance = (1 - kept) / kept} times its square; Srivastava et al. 2014 use 0.5 to
 * 0.8), and the answers differ by chance alone: asked without dropout, they differ {@link #LESS} (10) times less.
 *
 * <p>Both count only in a network that has learned nothing, since strong regularisation is a choice. Resolves when it has
 * learned something or the regularisation is described anew without.
 */
public final class OverRegularisationDetector implements Detector {

    static final String KIND = "over-regularisation";

    static final Threshold SHRUNK = new Threshold(
            KIND, "shrunk", 0.1, Unit.RATIO, "penalty: the weights of a layer are less of what they were");
    static final Threshold KEPT =
            new Threshold(KIND, "kept", 0.2, Unit.SHARE, "dropout: no more of what a layer is fed is kept");
    static final Threshold LESS =
            new Threshold(KIND, "less", 10, Unit.RATIO, "dropout: without it the answers differ by so many times less");

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Persistence persistence() {
        return new Persistence(10, 20);
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(SHRUNK, KEPT, LESS);
    }

    @Override
    public Verdict look(RunHistory run) {
        if (Learning.isWarmingUp(run)) {
            return Verdict.unclear();
        }
        List<Pull> pulls = Pull.of(run);
        List<Integer> thinned = Dropout.strongest(run);
        if (Learning.isPresent(run) || (pulls.isEmpty() && thinned.isEmpty())) {
            return Verdict.absent();
        }
        Optional<Symptom> symptom = pulls.stream()
                .filter(pull -> pull.hasWon(run))
                .findFirst()
                .map(pull -> pull.symptom(run))
                .or(() -> Dropout.symptom(run, thinned));
        return symptom.filter(found -> Learning.isAbsent(run))
                .map(Verdict::present)
                .orElse(Verdict.unclear());
    }
}

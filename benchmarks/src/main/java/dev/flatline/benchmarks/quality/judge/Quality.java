package dev.flatline.benchmarks.quality.judge;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How well something that warns tells failing runs from healthy ones.
 *
 * @param failing runs that failed
 * @param caught of them, those it warned of
 * @param healthy runs that did not
 * @param falseAlarms of them, those it warned of all the same
 * @param delays iterations from onset to warning of those caught, ascending
 */
record Quality(int failing, int caught, int healthy, int falseAlarms, List<Long> delays) {

    Quality {
        delays = List.copyOf(delays);
    }

    static Quality of(List<Judgement> runs, Function<Judgement, OptionalLong> delay) {
        List<Judgement> failing = runs.stream().filter(Judgement::isFailing).toList();
        List<Judgement> healthy = runs.stream().filter(Judgement::isHealthy).toList();
        Predicate<Judgement> warned = run -> delay.apply(run).isPresent();
        return new Quality(
                failing.size(),
                (int) failing.stream().filter(warned).count(),
                healthy.size(),
                (int) healthy.stream().filter(warned).count(),
                failing.stream()
                        .flatMapToLong(run -> delay.apply(run).stream())
                        .sorted()
                        .boxed()
                        .toList());
    }

    String recall() {
        return share(caught, failing);
    }

    String falseAlarmRate() {
        return share(falseAlarms, healthy);
    }

    String precision() {
        return caught + falseAlarms == 0 ? "–" : percent(caught, caught + falseAlarms);
    }

    /** "12 (3 to 60)": median and quartiles. */
    String delay() {
        return delays.isEmpty() ? "–" : "%d (%d to %d)".formatted(at(0.5), at(0.25), at(0.75));
    }

    private long at(double share) {
        return delays.get((int) Math.round(share * (delays.size() - 1)));
    }

    /** "45 of 47 (96 %)". */
    static String share(long part, long whole) {
        return whole == 0 ? "–" : part + " of " + whole + " (" + percent(part, whole) + ")";
    }

    private static String percent(long part, long whole) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }
}

package dev.flatline.alerting.notify;

import dev.flatline.alert.Alert;
import dev.flatline.alerting.mute.Announcement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Many announcements in a few lines: one for each thing that is wrong, with the runs in which it is. */
public final class Digest {

    private static final int RUNS_NAMED = 12;

    private final List<Announcement> announcements;

    public Digest(List<Announcement> announcements) {
        this.announcements = announcements;
    }

    /**
     * One thing that is wrong, or over.
     *
     * @param example one alert of it, the first
     * @param runs names of the runs, each once, in order
     */
    public record Line(Alert example, List<String> runs) {

        /** {@code CRITICAL output-collapse}, or {@code RESOLVED output-collapse}. */
        public String title() {
            return new Facts(example).standing() + "  " + example.title();
        }

        /** The first runs by name, the others by number. */
        public String where() {
            String named = runs.stream().limit(RUNS_NAMED).collect(Collectors.joining(", "));
            int more = runs.size() - RUNS_NAMED;
            return (runs.size() == 1 ? "in run " : "in " + runs.size() + " runs: ")
                    + named
                    + (more > 0 ? " and " + more + " more" : "");
        }
    }

    /** The worst first, what is over last. */
    public List<Line> lines() {
        Map<String, List<Alert>> byTitle = new LinkedHashMap<>();
        for (Announcement announcement : announcements) {
            String title = new Facts(announcement.alert()).standing()
                    + announcement.alert().title();
            byTitle.computeIfAbsent(title, key -> new ArrayList<>()).add(announcement.alert());
        }
        return byTitle.values().stream()
                .map(Digest::line)
                .sorted(Digest::worstFirst)
                .toList();
    }

    private static Line line(List<Alert> alerts) {
        List<String> runs =
                alerts.stream().map(alert -> alert.run().name()).distinct().toList();
        return new Line(alerts.get(0), runs);
    }

    private static int worstFirst(Line a, Line b) {
        int state = a.example().state().compareTo(b.example().state());
        return state != 0
                ? state
                : b.example()
                        .symptom()
                        .severity()
                        .compareTo(a.example().symptom().severity());
    }

    /** {@code 200 alerts in 200 runs: 180 CRITICAL, 20 WARNING}. */
    public String headline() {
        Map<String, Long> standings = announcements.stream()
                .map(announcement -> new Facts(announcement.alert()).standing())
                .collect(Collectors.groupingBy(standing -> standing, LinkedHashMap::new, Collectors.counting()));
        long runs = announcements.stream()
                .map(announcement -> announcement.alert().run().id())
                .distinct()
                .count();
        return announcements.size() + " alerts in " + runs + (runs == 1 ? " run: " : " runs: ")
                + standings.entrySet().stream()
                        .map(each -> each.getValue() + " " + each.getKey())
                        .collect(Collectors.joining(", "));
    }
}

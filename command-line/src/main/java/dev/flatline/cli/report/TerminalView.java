package dev.flatline.cli.report;

import dev.flatline.alerting.notify.console.Fields;
import dev.flatline.stream.RunSignals;
import java.util.HashMap;
import java.util.Map;

/**
 * How a run stands, for somebody who looks on at a terminal of 80 columns: three lines, with the course of its skill and
 * what reaches its layers. Lines that scroll, not a screen of its own: the training writes to the same terminal.
 */
public final class TerminalView implements Telling {

    private static final int COLUMNS = 80;
    private static final String PREFIX = "flatline: ";

    private final Map<String, Course> courses = new HashMap<>();

    @Override
    public void hear(RunSignals signals) {
        course(signals).hear(signals);
    }

    @Override
    public String tell(RunSignals signals) {
        String line = Fields.printable(signals.run().name()) + "  iteration " + signals.iteration() + "  "
                + StatusLine.state(signals);
        String skill = line("skill", course(signals).skill.draw(), StatusLine.percent(signals.skill()));
        String strip = LayerStrip.of(signals.layers());
        return cut(line, COLUMNS - PREFIX.length())
                + cut("\n" + skill + StatusLine.scoreAndDiversity(signals), COLUMNS + 1)
                + (strip.isEmpty() ? "" : "\n" + line("gradient", strip, "▁ 1e-6 of the last layer"));
    }

    private static String line(String name, String blocks, String words) {
        return String.format("          %-9s %s  %s", name, blocks, words);
    }

    private static String cut(String line, int columns) {
        return line.length() <= columns ? line : line.substring(0, columns - 1) + "…";
    }

    private Course course(RunSignals signals) {
        return courses.computeIfAbsent(signals.run().id() + "@" + signals.run().attempt(), key -> new Course());
    }

    /** Skill at each iteration that was heard of. */
    private static final class Course {

        private final Sparkline skill = new Sparkline();
        private long iteration = -1;

        void hear(RunSignals signals) {
            if (signals.iteration() > iteration) {
                iteration = signals.iteration();
                skill.add(signals.skill());
            }
        }
    }
}

package dev.flatline.stream.configure;

import dev.flatline.stream.detect.Detector;
import dev.flatline.stream.rules.KindRules;
import dev.flatline.stream.rules.RunRules;
import dev.flatline.stream.rules.Threshold;

/** Rules as YAML that {@link RulesFile} reads back, with what each of them means, its unit and default beside it. */
public final class RulesText {

    private static final String HEAD = """
            # The rules of Flatline's detectors. What is left out is as its default. See docs/configuration.md.
            rules:
            """;

    private final StringBuilder text = new StringBuilder(HEAD);
    private final RunRules rules;

    private RulesText(RunRules rules) {
        this.rules = rules;
    }

    /** All that holds for a run, what the rules say nothing of included. */
    public static String of(RunRules rules) {
        RulesText text = new RulesText(rules);
        Section.all().forEach(text::add);
        return text.text.toString();
    }

    private void add(Section section) {
        text.append("  ").append(section.name()).append(":\n");
        Detector detector = section.detector();
        if (detector != null) {
            add(detector, rules.of(section.name()));
        }
        section.thresholds().forEach(this::add);
    }

    private void add(Detector detector, KindRules kind) {
        line(Section.ENABLED, String.valueOf(kind.isEnabled()), "false: not looked for; default true");
        if (kind.severity() == null) {
            line("# " + Section.SEVERITY, "warning", "info, warning or critical, in place of the detector's own");
        } else {
            line(Section.SEVERITY, kind.severity().label(), "in place of the detector's own");
        }
        int fire = detector.persistence().fireAfter();
        int resolve = detector.persistence().resolveAfter();
        line(Section.FIRE_AFTER, "" + kind.fireAfter(fire), "steps with the symptom; default " + fire);
        line(Section.RESOLVE_AFTER, "" + kind.resolveAfter(resolve), "steps without it; default " + resolve);
    }

    private void add(Threshold threshold) {
        String standard = number(threshold.standard());
        line(
                threshold.name(),
                number(rules.value(threshold)),
                threshold.meaning() + " (" + threshold.unit().words() + "); default " + standard);
    }

    private void line(String key, String value, String comment) {
        text.append("    %-28s # %s%n".formatted(key + ": " + value, comment).replace(System.lineSeparator(), "\n"));
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}

package dev.flatline.alerting;

import dev.flatline.alert.Severity;
import dev.flatline.alert.configure.Glob;
import dev.flatline.alert.configure.Nearest;
import dev.flatline.alert.configure.Reading.Place;
import dev.flatline.alert.configure.Scope;
import dev.flatline.alerting.configure.Section;
import dev.flatline.alerting.mute.WhileRule;
import dev.flatline.alerting.route.Match;
import dev.flatline.alerting.route.Route;
import dev.flatline.alerting.route.Telling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the tree of routes. A branch has what its trunk has, but for what it says itself. */
final class RouteReader {

    /** How alerts are told where nothing is said. */
    static final Telling STANDARD =
            new Telling(List.of("run"), Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ZERO, List.of(), false);

    private static final List<String> SEVERITIES =
            Arrays.stream(Severity.values()).map(Severity::label).toList();

    private final Section.Source source;
    private final Known known;

    RouteReader(Section.Source source, Known known) {
        this.source = source;
        this.known = known;
    }

    /** What may be named in a route. */
    record Known(List<String> channels, List<String> windows) {}

    Route trunk(Place place) {
        return route(place, new Route(Match.atLeast(Severity.WARNING), List.of(), STANDARD, false, List.of()));
    }

    private Route route(Place place, Route above) {
        Section section = new Section(source, place, "a route");
        List<String> channels =
                section.has("channels") ? names(section, "channels", known.channels()) : above.channels();
        if (!section.has("channels")) {
            section.texts("channels", "");
        }
        Match match = match(section, above.match());
        Telling telling = telling(section, above.telling());
        boolean goOn = section.yesOrNo("continue", false);
        Route trunk = new Route(match, channels, telling, goOn, List.of());
        List<Route> branches = new ArrayList<>();
        @Nullable Place routes = section.at("routes");
        for (Place each : routes == null ? List.<Place>of() : source.reading().items(routes)) {
            branches.add(route(each, trunk));
        }
        if (channels.isEmpty() && branches.isEmpty()) {
            source.reading().complain(place, "leads nowhere; give it channels, a list of their names");
        }
        section.finish();
        return new Route(match, channels, telling, goOn, branches);
    }

    private List<String> names(Section section, String key, List<String> there) {
        List<String> names = section.texts(key, "a name");
        for (String name : names) {
            if (!there.contains(name)) {
                section.complain(
                        key,
                        "names '" + name + "', which there is not; "
                                + (there.isEmpty() ? "there is none" : Nearest.hint(name, there)));
            }
        }
        return names;
    }

    private static Match match(Section section, Match above) {
        String run = section.text("run", "*");
        Map<String, Glob> tags = new HashMap<>();
        section.entries("tags", "the value of a tag, in which * stands for anything")
                .forEach((tag, value) -> tags.put(tag, new Glob(value)));
        List<Glob> kinds = globs(section, "kind");
        Severity minimum = Severity.valueOf(
                section.choice("severity", above.minimum().label(), SEVERITIES).toUpperCase(Locale.ROOT));
        return new Match(new Scope(new Glob(run), tags), kinds, minimum);
    }

    private static List<Glob> globs(Section section, String key) {
        return section.texts(key, "a kind of alert, in which * stands for anything").stream()
                .map(Glob::new)
                .toList();
    }

    private Telling telling(Section section, Telling above) {
        List<String> groupBy = section.texts("group-by", "run, kind, severity or tag:NAME");
        if (groupBy.stream().anyMatch(what -> !what.matches("run|kind|severity|all|tag:.+"))) {
            section.complain("group-by", "must be a list of run, kind, severity, tag:NAME, or be all");
        }
        return new Telling(
                !section.has("group-by")
                        ? above.groupBy()
                        : groupBy.stream().filter(what -> !what.equals("all")).toList(),
                section.duration("group-wait", above.groupWait()),
                section.duration("group-interval", above.groupInterval()),
                section.duration("repeat-interval", above.repeatInterval()),
                section.has("mute-in") ? names(section, "mute-in", known.windows()) : inherited(section, above),
                section.choice("muted", above.withMuted() ? "short" : "no", List.of("no", "short"))
                        .equals("short"));
    }

    private static List<String> inherited(Section section, Telling above) {
        section.texts("mute-in", "");
        return above.windows();
    }

    /** Which alerts mute which others. */
    List<WhileRule> inhibition(@Nullable Place place) {
        List<WhileRule> rules = new ArrayList<>();
        for (Place each : place == null ? List.<Place>of() : source.reading().items(place)) {
            Section section = new Section(source, each, "a rule of inhibition");
            String kind = section.required("while", "the kind of an alert that fires");
            List<Glob> mutes = globs(section, "mute");
            if (mutes.isEmpty()) {
                source.reading().complain(each, "mutes nothing; give it mute, a list of kinds of alerts");
            }
            section.finish();
            rules.add(new WhileRule(new Glob(kind), mutes));
        }
        return rules;
    }
}

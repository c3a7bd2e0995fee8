package dev.flatline.alerting;

import dev.flatline.alert.Severity;
import dev.flatline.alert.configure.Reading;
import dev.flatline.alert.configure.Reading.Place;
import dev.flatline.alert.configure.SettingsFile;
import dev.flatline.alert.configure.WrongFileException;
import dev.flatline.alert.configure.Yaml;
import dev.flatline.alerting.configure.Section;
import dev.flatline.alerting.mute.Windows;
import dev.flatline.alerting.notify.Channel;
import dev.flatline.alerting.notify.ChannelType;
import dev.flatline.alerting.notify.Channels;
import dev.flatline.alerting.notify.Destination;
import dev.flatline.alerting.notify.Links;
import dev.flatline.alerting.route.Match;
import dev.flatline.alerting.route.Route;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the settings of alerting, and says everything that is wrong with them at once; see {@code docs/alerting.md}. */
public final class AlertingReader {

    private static final String IF_EMPTY = "docs/alerting.md has one to begin with";

    private final Reading reading;
    private final Section.Source source;

    private AlertingReader(Reading reading, Section.Environment environment) {
        this.reading = reading;
        this.source = new Section.Source(reading, environment);
    }

    /** The file there, whose secrets may be in the environment. */
    public static SettingsFile<AlertingSettings> file(Path path, Section.Environment environment) {
        return new SettingsFile<>(path, "settings of alerting", (file, text) -> read(file, text, environment));
    }

    static AlertingSettings read(String file, String text, Section.Environment environment) throws WrongFileException {
        Place document = Yaml.document(file, text, IF_EMPTY);
        Reading reading = new Reading(file);
        @Nullable AlertingSettings settings = new AlertingReader(reading, environment).settings(document);
        if (settings == null || !reading.problems().isEmpty()) {
            throw new WrongFileException(file, reading.problems());
        }
        return settings;
    }

    private @Nullable AlertingSettings settings(Place document) {
        Section whole = new Section(source, document, "the settings of alerting");
        Links links = links(whole.at("links"));
        List<Destination> destinations = destinations(whole.at("channels"), links);
        Windows windows = new WindowsReader(source).windows(whole.at("windows"));
        @Nullable Place trunk = whole.at("route");
        RouteReader routes = new RouteReader(
                source,
                new RouteReader.Known(
                        names(whole.at("channels")),
                        List.copyOf(windows.byName().keySet())));
        Route route = trunk == null ? standard(destinations) : routes.trunk(trunk);
        if (whole.at("channels") == null) {
            reading.complain(document, "has no channels; name at least one, such as console: {type: console}");
        }
        var inhibition = routes.inhibition(whole.at("inhibit"));
        whole.finish();
        return new AlertingSettings(destinations, route, windows, inhibition);
    }

    /** Without routes every channel gets every alert that is at least a warning. */
    private static Route standard(List<Destination> destinations) {
        List<String> all = destinations.stream().map(Destination::name).toList();
        return new Route(Match.atLeast(Severity.WARNING), all, RouteReader.STANDARD, false, List.of());
    }

    private Links links(@Nullable Place place) {
        if (place == null) {
            return Links.NONE;
        }
        Section section = new Section(source, place, "links");
        Links links = new Links(address(section, "grafana"), address(section, "runbooks"));
        section.finish();
        return links;
    }

    private static String address(Section section, String key) {
        if (!section.has(key)) {
            section.text(key, "");
            return "";
        }
        URI address = section.address(key, "http://localhost");
        return address.toString();
    }

    /** Also of channels in which something is wrong, so that routes to them are not complained of as well. */
    private static List<String> names(@Nullable Place place) {
        return place == null
                ? List.of()
                : List.copyOf(new Reading("").mapping(place).keySet());
    }

    private List<Destination> destinations(@Nullable Place place, Links links) {
        List<Destination> destinations = new ArrayList<>();
        if (place != null) {
            reading.mapping(place).forEach((name, at) -> {
                @Nullable Destination destination = destination(name, at, links);
                if (destination != null) {
                    destinations.add(destination);
                }
            });
        }
        return destinations;
    }

    private @Nullable Destination destination(String name, Place place, Links links) {
        if (!name.matches("[a-z0-9][a-z0-9_-]{0,62}")) {
            reading.complain(place, "is no name for a channel; use small letters, digits, - and _");
        }
        List<String> types = Channels.all().stream().map(ChannelType::name).toList();
        Section section = new Section(source, place, "a channel of any type");
        String named = section.required("type", "one of " + String.join(", ", types));
        @Nullable ChannelType type = Channels.named(named).orElse(null);
        if (type == null) {
            if (!named.isEmpty()) {
                section.choice("type", "", types);
            }
            return null;
        }
        Section own = new Section(source, place, "a channel of type " + named);
        own.text("type", "");
        Supplier<Channel> channel = type.reader().read(own, links);
        var rate = own.rate("rate", type.rate());
        var maxAge = own.wait("max-age", Destination.MAX_AGE);
        return own.finish(() -> new Destination(name, channel.get(), rate, maxAge));
    }
}

package dev.flatline.alerting;

import dev.flatline.alert.configure.Reading.Place;
import dev.flatline.alerting.configure.Section;
import dev.flatline.alerting.mute.Window;
import dev.flatline.alerting.mute.Windows;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the times in which nothing is told. */
final class WindowsReader {

    private static final List<String> DAYS = Arrays.stream(DayOfWeek.values())
            .map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT))
            .toList();

    private final Section.Source source;

    WindowsReader(Section.Source source) {
        this.source = source;
    }

    Windows windows(@Nullable Place place) {
        Map<String, Window> windows = new LinkedHashMap<>();
        if (place != null) {
            source.reading().mapping(place).forEach((name, at) -> windows.put(name, window(at)));
        }
        return new Windows(windows);
    }

    private Window window(Place place) {
        Section section = new Section(source, place, "a window");
        Window window =
                new Window(days(section), time(section, "from", "00:00"), time(section, "to", "00:00"), zone(section));
        section.finish();
        return window;
    }

    private static Set<DayOfWeek> days(Section section) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String day : section.texts("days", "a day such as mon")) {
            if (DAYS.contains(day)) {
                days.add(DayOfWeek.of(DAYS.indexOf(day) + 1));
            } else {
                section.complain("days", "has '" + day + "' in it; a day is one of " + String.join(", ", DAYS));
            }
        }
        return days;
    }

    private static LocalTime time(Section section, String key, String fallback) {
        String text = section.text(key, fallback);
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            section.complain(key, "is '" + text + "'; it must be a time of the day such as \"22:00\", in quotes");
            return LocalTime.MIDNIGHT;
        }
    }

    private static ZoneId zone(Section section) {
        String text = section.text("zone", "UTC");
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            section.complain("zone", "is '" + text + "'; it must be a time zone such as UTC or Europe/Berlin");
            return ZoneId.of("UTC");
        }
    }
}

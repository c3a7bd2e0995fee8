package dev.flatline.alerting.mute;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * Times of the week in which nothing is told.
 *
 * @param days on which it begins; all if there are none
 * @param from begins at this time of the day
 * @param to ends before this time, of the next day if it is not later than {@code from}
 * @param zone whose clock counts; that clock's jumps in spring and autumn included
 */
public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {

    public Window {
        days = Set.copyOf(days);
    }

    /** Whether a moment, in milliseconds since the epoch, is in it. */
    public boolean holds(long millis) {
        ZonedDateTime now = java.time.Instant.ofEpochMilli(millis).atZone(zone);
        LocalTime time = now.toLocalTime();
        if (from.isBefore(to)) {
            return begins(now.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(to);
        }
        boolean evening = !time.isBefore(from) && begins(now.getDayOfWeek());
        boolean morning = time.isBefore(to) && begins(now.getDayOfWeek().minus(1));
        return evening || morning;
    }

    private boolean begins(DayOfWeek day) {
        return days.isEmpty() || days.contains(day);
    }
}

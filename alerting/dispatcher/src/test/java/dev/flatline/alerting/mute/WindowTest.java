package dev.flatline.alerting.mute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Window FRIDAY_NIGHT =
            new Window(Set.of(DayOfWeek.FRIDAY), LocalTime.of(22, 0), LocalTime.of(6, 0), BERLIN);
    private static final Window WEEKEND =
            new Window(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, BERLIN);

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T21:59:59, false, false",
        "2026-11-27T22:00:00, true, false",
        "2026-11-28T05:59:59, true, true",
        "2026-11-28T06:00:00, false, true",
        "2026-11-29T23:59:59, false, true",
        "2026-11-30T00:00:00, false, false",
        "2026-11-28T23:00:00, false, true"
    })
    void aNightBelongsToTheDayOnWhichItBegins(String local, boolean night, boolean weekend) {
        // Given
        long millis =
                ZonedDateTime.parse(local + "+01:00[Europe/Berlin]").toInstant().toEpochMilli();

        // When
        boolean inNight = FRIDAY_NIGHT.holds(millis);
        boolean inWeekend = WEEKEND.holds(millis);

        // Then
        assertThat(inNight).isEqualTo(night);
        assertThat(inWeekend).isEqualTo(weekend);
    }
}

package dev.flatline.alert.configure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "digits, digits, true",
        "digits, digits2, false",
        "digits, Digits, false",
        "digits*, digits-3, true",
        "*-gan, my-gan, true",
        "*-gan, my-gan-2, false",
        "a?c, abc, true",
        "a?c, ac, false",
        "*a*b*, xxaxxbxx, true",
        "*a*b*, xxbxxaxx, false",
        "*ab, aab, true",
        "**, '', true",
        "?, '', false",
        "a.c, abc, false",
        "[x], [x], true"
    })
    void starIsAnythingAndQuestionMarkIsOneCharacter(String pattern, String name, boolean matches) {
        assertThat(new Glob(pattern).matches(name)).isEqualTo(matches);
    }

    @Test
    void isNotSlowWithManyStars() {
        Glob nasty = new Glob("*a".repeat(40) + "b");

        assertThat(nasty.matches("a".repeat(5_000))).isFalse();
    }
}

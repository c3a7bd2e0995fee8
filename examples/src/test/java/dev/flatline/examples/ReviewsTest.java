package dev.flatline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

class ReviewsTest {

    @Test
    void everyStepIsOneWordAtItsPosition() {
        // When
        DataSet reviews = new Reviews(1).judged(50);

        // Then
        assertThat(reviews.getFeatures().shape()).containsExactly(50, Reviews.FIGURES, Reviews.LENGTH);
        assertThat(reviews.getFeatures().sum(1).eq(2).all()).isTrue();
        assertThat(reviews.getLabels().sum(0).minNumber().doubleValue()).isGreaterThan(10);
    }

    @Test
    void theSeedDecidesWhatIsWritten() {
        assertThat(new Reviews(3).judged(10)).isEqualTo(new Reviews(3).judged(10));
        assertThat(new Reviews(3).judged(10)).isNotEqualTo(new Reviews(4).judged(10));
    }

    @Test
    void theWordThatIsLeftOutIsTheLabel() {
        // When
        DataSet reviews = new Reviews(1).withAGap(50);

        // Then
        int gap = Reviews.WORDS.indexOf("?");
        assertThat(reviews.getFeatures().sum(2).getColumn(gap).eq(1).all()).isTrue();
        assertThat(reviews.getLabels().getColumn(gap).sumNumber().doubleValue()).isZero();
        assertThat(reviews.getLabels().sum(1).eq(1).all()).isTrue();
    }
}

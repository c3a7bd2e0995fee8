package dev.flatline.examples;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Reviews of films that a small grammar writes, such as "the plot was very dull but the music was great".
 *
 * <p>What the reviewer thinks is what the second half says, whatever the first. So it takes the words and their order to
 * tell.
 *
 * <p>Each word is a step in time, one-hot over {@link #WORDS}, followed by its position, one-hot too.
 */
final class Reviews {

    static final int LENGTH = 12;

    private static final List<String> NOUNS = List.of("plot", "music", "cast", "ending", "film", "script");
    private static final List<String> GOOD = List.of(
            "good",
            "great",
            "fine",
            "superb",
            "lovely",
            "clever",
            "witty",
            "moving",
            "fresh",
            "bright",
            "gripping",
            "charming",
            "stunning",
            "subtle",
            "warm",
            "bold");
    private static final List<String> BAD = List.of(
            "bad",
            "poor",
            "dull",
            "awful",
            "silly",
            "weak",
            "flat",
            "tired",
            "stale",
            "clumsy",
            "boring",
            "noisy",
            "dreadful",
            "shallow",
            "cold",
            "timid");
    private static final List<String> DEGREES = List.of("very", "quite", "really");
    private static final List<String> OTHERS = List.of(".", "?", "the", "was", "but");

    /** All there are; "?" stands for one that is left out. */
    static final List<String> WORDS =
            Stream.of(OTHERS, NOUNS, GOOD, BAD, DEGREES).flatMap(List::stream).toList();

    /** Figures in each step. */
    static final int FIGURES = WORDS.size() + LENGTH;

    private final Random random;

    Reviews(long seed) {
        random = new Random(seed);
    }

    private record Review(List<String> words, boolean good) {}

    private Review write() {
        List<String> words = new ArrayList<>();
        addHalf(words);
        words.add("but");
        boolean good = addHalf(words);
        return new Review(padded(words), good);
    }

    private boolean addHalf(List<String> words) {
        boolean good = random.nextBoolean();
        words.addAll(List.of("the", any(NOUNS), "was"));
        if (random.nextInt(3) == 0 && words.size() < LENGTH - 1) {
            words.add(any(DEGREES));
        }
        words.add(any(good ? GOOD : BAD));
        return good;
    }

    private String any(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    private static List<String> padded(List<String> words) {
        List<String> padded = new ArrayList<>(words);
        padded.addAll(Collections.nCopies(Math.max(0, LENGTH - words.size()), "."));
        return padded.subList(0, LENGTH);
    }

    /** So many with what the reviewer thinks: bad, good. */
    DataSet judged(int count) {
        float[][][] features = new float[count][FIGURES][LENGTH];
        float[][] labels = new float[count][2];
        for (int i = 0; i < count; i++) {
            Review review = write();
            encode(review.words, features[i]);
            labels[i][review.good ? 1 : 0] = 1;
        }
        return new DataSet(Nd4j.createFromArray(features), Nd4j.createFromArray(labels));
    }

    /** So many with one word left out, which is the label. */
    DataSet withAGap(int count) {
        float[][][] features = new float[count][FIGURES][LENGTH];
        float[][] labels = new float[count][WORDS.size()];
        for (int i = 0; i < count; i++) {
            List<String> words = new ArrayList<>(write().words);
            int gap = random.nextInt(LENGTH);
            labels[i][WORDS.indexOf(words.set(gap, "?"))] = 1;
            encode(words, features[i]);
        }
        return new DataSet(Nd4j.createFromArray(features), Nd4j.createFromArray(labels));
    }

    private static void encode(List<String> words, float[][] features) {
        for (int position = 0; position < LENGTH; position++) {
            features[WORDS.indexOf(words.get(position))][position] = 1;
            features[WORDS.size() + position][position] = 1;
        }
    }
}

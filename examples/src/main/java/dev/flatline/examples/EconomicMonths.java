package dev.flatline.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The economy of the United States, month by month from July 1967 to April 2015: spending of consumers (billions of
 * dollars), population (thousands), savings (per cent of income), how long people have been unemployed (weeks, median)
 * and how many are (thousands).
 *
 * <p>An example is a year of these, shaped 5 figures by 12 months; its label is the share of the population that is
 * unemployed one month later, in per cent. Every fifth year is for testing; months of these years are in no example to
 * train with, neither as input nor as label.
 */
final class EconomicMonths {

    static final int FIGURES = 5;

    private static final int POPULATION = 1;
    private static final int UNEMPLOYED = 4;
    private static final int WINDOW = 12;
    private static final int TEST_EVERY = 5;
    private static final String FILE = "economy/us-months.csv";

    private final List<Month> months;

    private EconomicMonths(List<Month> months) {
        this.months = months;
    }

    private record Month(int year, List<Float> figures) {

        boolean isForTest() {
            return year % TEST_EVERY == 0;
        }

        float unemployment() {
            return 100 * figures.get(UNEMPLOYED) / figures.get(POPULATION);
        }
    }

    static EconomicMonths load() throws IOException {
        try (InputStream in = EconomicMonths.class.getResourceAsStream("/" + FILE)) {
            if (in == null) {
                throw new IOException("Cannot load the months: " + FILE
                        + " is not on the class path. Build the examples again: mvn -pl examples package");
            }
            return read(in);
        }
    }

    static EconomicMonths read(InputStream in) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
        List<Month> months = new ArrayList<>();
        List<String> lines = reader.lines().toList();
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            months.add(month(line));
        }
        if (months.size() <= WINDOW) {
            throw new IOException("Cannot load the months: " + FILE + " ends after " + months.size() + " of them.");
        }
        return new EconomicMonths(months);
    }

    private static Month month(String line) throws IOException {
        String[] cells = line.split(",", -1);
        try {
            List<Float> figures = new ArrayList<>();
            for (int i = 0; i < FIGURES; i++) {
                figures.add(Float.parseFloat(cells[i + 1]));
            }
            return new Month(Integer.parseInt(cells[0].substring(0, 4)), figures);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new IOException(
                    "Cannot load the months: " + FILE + " is damaged; a line of it is '" + line + "'.", e);
        }
    }

    /** The examples to train with. */
    DataSet train() {
        return examples(IntStream.range(WINDOW, months.size())
                .filter(i -> months.subList(i - WINDOW, i + 1).stream().noneMatch(Month::isForTest))
                .toArray());
    }

    /** The examples to test with. */
    DataSet test() {
        return examples(IntStream.range(WINDOW, months.size())
                .filter(i -> months.get(i).isForTest())
                .toArray());
    }

    private DataSet examples(int[] labelled) {
        float[][][] features = new float[labelled.length][FIGURES][WINDOW];
        float[][] labels = new float[labelled.length][1];
        for (int example = 0; example < labelled.length; example++) {
            labels[example][0] = months.get(labelled[example]).unemployment();
            for (int step = 0; step < WINDOW; step++) {
                List<Float> figures = months.get(labelled[example] - WINDOW + step).figures;
                for (int figure = 0; figure < FIGURES; figure++) {
                    features[example][figure][step] = figures.get(figure);
                }
            }
        }
        return new DataSet(Nd4j.createFromArray(features), Nd4j.createFromArray(labels));
    }
}

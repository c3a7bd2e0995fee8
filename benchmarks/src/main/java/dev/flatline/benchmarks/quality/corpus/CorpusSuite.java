package dev.flatline.benchmarks.quality.corpus;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.flatline.benchmarks.quality.training.TrainingCase;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads a directory that holds {@code cases.yaml} and {@code data/}. */
public final class CorpusSuite {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private CorpusSuite() {}

    /** Its cases; those whose data are missing are left out. */
    public static List<TrainingCase> read(Path directory) throws IOException {
        List<TrainingCase> cases = new ArrayList<>();
        for (CorpusCase one : parse(directory.resolve("cases.yaml"))) {
            CorpusData data =
                    new CorpusData(directory.resolve("data"), one.data().file());
            if (data.isThere()) {
                cases.add(new TrainingCase(
                        one.id(), one.expectation(), seed -> new CorpusTraining(one, data.read(), seed)));
            }
        }
        return cases;
    }

    static List<CorpusCase> parse(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            Map<String, List<Object>> yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            return yaml.getOrDefault("cases", List.of()).stream()
                    .map(one -> JSON.convertValue(one, CorpusCase.class))
                    .toList();
        }
    }
}

package dev.flatline.benchmarks.quality.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.benchmarks.quality.training.Expectation.Verdict;
import dev.flatline.benchmarks.quality.training.Outcome;
import dev.flatline.benchmarks.quality.training.Training;
import dev.flatline.benchmarks.quality.training.TrainingCase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CorpusSuiteTest {

    private static final String CASES = """
            cases:
            - id: xor-bug
              verdict: faulty
              origin: exact
              data:
                file: xor
                n_train: 4
              layers:
              - {type: dense, n: 3, act: sigmoid, dropout_after: 0.25}
              - {type: dense, n: 1, act: softmax, init: zeros}
              activation: [sigmoid, softmax]
              init: glorot_uniform
              optimizer: {name: sgd, lr: 0.1, momentum: 0.9}
              loss: binary_crossentropy
              batch: 2
              expected_labels: [output_collapse, wrong_output_activation, lr_too_high]
              root_cause: softmax of one
              outcome_test: {split: train, metric: accuracy, healthy_if_at_least: 0.9}
              dl4j_check:
                runs: 5
                updates: 7
            - id: without-data
              verdict: healthy
              data: {file: nowhere}
              layers: []
              init: zeros
              optimizer: {name: adam, lr: 0.1}
              loss: mse
              batch: 1
              expected_labels: []
              root_cause: null
              outcome_test: {split: train, metric: r2, healthy_if_at_least: 0.8}
              dl4j_check: {updates: 1}
            """;

    @TempDir
    private Path corpus;

    @Test
    void readsACaseAndLeavesOutThoseWithoutData() throws IOException {
        // Given
        writeCorpus();

        // When
        List<TrainingCase> cases = CorpusSuite.read(corpus);

        // Then
        assertThat(cases).extracting(TrainingCase::id).containsExactly("xor-bug");
        assertThat(cases.get(0).expectation().verdict()).isEqualTo(Verdict.FAULTY);
        assertThat(cases.get(0).expectation().causes())
                .containsExactly("output-loss-mismatch", "learning-rate-too-high");
        assertThat(cases.get(0).expectation().rootCause()).isEqualTo("softmax of one");
    }

    @Test
    void buildsTheNetworkThatIsDescribed() throws IOException {
        // Given
        writeCorpus();

        // When
        Training training = CorpusSuite.read(corpus).get(0).beginning().begin(1);

        // Then
        MultiLayerNetwork network = (MultiLayerNetwork) training.model();
        assertThat(network.numParams()).isEqualTo(2 * 3 + 3 + 3 + 1);
        assertThat(network.getLayer(0).conf().getLayer()).isInstanceOf(DenseLayer.class);
        assertThat(network.getLayer(1).getParam("W").ameanNumber().doubleValue())
                .isZero();
        assertThat(training.planned()).isEqualTo(7);
    }

    @Test
    void aTrainingOfItCanBeRunAndJudged() throws IOException {
        // Given
        writeCorpus();
        Training training = CorpusSuite.read(corpus).get(0).beginning().begin(1);

        // When
        training.train();
        training.train();

        // Then
        assertThat(((MultiLayerNetwork) training.model()).getIterationCount()).isEqualTo(2);
        assertThat(((MultiLayerNetwork) training.model()).getEpochCount()).isEqualTo(1);
        assertThat(training.outcome()).isEqualTo(new Outcome("accuracy", 0.5, 0.9));
    }

    private void writeCorpus() throws IOException {
        Files.writeString(corpus.resolve("cases.yaml"), CASES);
        Files.createDirectory(corpus.resolve("data"));
        write("xor_x", Nd4j.create(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}));
        write("xor_y", Nd4j.create(new float[] {0, 1, 1, 0}));
    }

    private void write(String name, INDArray array) throws IOException {
        try (OutputStream out = new GZIPOutputStream(
                Files.newOutputStream(corpus.resolve("data").resolve(name + ".npy.gz")))) {
            out.write(Nd4j.toNpyByteArray(array));
        }
    }
}

package dev.flatline.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.agent.AgentSettings;
import dev.flatline.events.v1.Layer;
import dev.flatline.events.v1.LossFamily;
import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.Telemetry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.modelimport.keras.KerasModelImport;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A model of Keras, imported and trained on. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class KerasTest {

    private static final int UPDATES = 500;

    @TempDir
    private Path folder;

    private final List<Telemetry> messages = new ArrayList<>();

    private MultiLayerNetwork imported() throws Exception {
        Path file = folder.resolve("model.h5");
        if (!Files.exists(file)) {
            try (InputStream content = KerasTest.class.getResourceAsStream("keras-mlp.h5")) {
                Files.copy(content, file);
            } catch (NullPointerException e) {
                throw new IOException("keras-mlp.h5 is missing", e);
            }
        }
        Nd4j.getRandom().setSeed(11);
        return KerasModelImport.importKerasSequentialModelAndWeights(file.toString());
    }

    private static MultiLayerNetwork trained(MultiLayerNetwork net) {
        INDArray labels = Nets.oneHot(16, 3);
        for (int i = 0; i < UPDATES; i++) {
            net.fit(Nets.random(3 + i % 7, 16, 10), labels);
        }
        return net;
    }

    @Test
    void anImportedModelIsSeenAsEveryOtherAndLearnsTheSame() throws Exception {
        // Given
        MultiLayerNetwork plain = trained(imported());
        MultiLayerNetwork net = imported();
        net.addListeners(new AddedListener(Watch.into(AgentSettings.read(null), messages::add), "keras") {});

        // When
        trained(net);

        // Then
        assertThat(net.params().toFloatVector()).isEqualTo(plain.params().toFloatVector());
        assertThat(messages.get(0).getRunStarted().getModel().getLayersList())
                .extracting(Layer::getName)
                .containsExactly("dense_1", "dense_2", "dense_2_loss");
        List<Step> steps = messages.stream()
                .filter(Telemetry::hasStep)
                .map(Telemetry::getStep)
                .toList();
        assertThat(steps).hasSize(UPDATES).allSatisfy(step -> {
            assertThat(step.getAgent().getErrors()).isZero();
            assertThat(step.getOutputs(0).getFamily()).isEqualTo(LossFamily.CROSS_ENTROPY);
            assertThat(step.getOutputs(0).getDataLoss()).isPositive();
            assertThat(step.getOutputs(0).getConstantLoss()).isPositive();
        });
        assertThat(steps.get(0).getLayers(0).getParametersCount()).isEqualTo(2);
    }
}

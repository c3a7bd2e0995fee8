package dev.flatline.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.events.v1.ParameterStep;
import dev.flatline.events.v1.TensorSummary;
import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

class ParametersTest {

    private static void assertSummary(TensorSummary summary, INDArray array) {
        float size = (float) array.norm2Number().doubleValue();
        assertThat(summary.getSize()).isEqualTo(array.length());
        assertThat(summary.getL2()).isCloseTo(size, within(1e-5f * (1 + size)));
        assertThat(summary.getMean()).isCloseTo(array.meanNumber().floatValue(), within(1e-5f));
        assertThat(summary.getMaxAbs()).isCloseTo(array.amaxNumber().floatValue(), within(1e-5f));
        assertThat(summary.getStddev()).isCloseTo((float) array.stdNumber(false).doubleValue(), within(1e-5f));
        assertThat(summary.getSampledShare()).isEqualTo(1);
    }

    /** Copies with ND4J what the agent reads without it. */
    private static final class Copies extends BaseTrainingListener {
        private final Map<String, INDArray> gradients = new HashMap<>();

        @Override
        public void onGradientCalculation(Model model) {
            model.gradient().gradientForVariable().forEach((key, array) -> gradients.put(key, array.dup()));
        }
    }

    @Test
    void theGradientIsTheMeanOverTheExamples() {
        // Given
        MultiLayerNetwork net = Nets.mlp(1.0);
        ObservedTraining training = ObservedTraining.of(net);
        Copies copies = new Copies();
        net.addListeners(copies);

        // When
        net.fit(Nets.rows(16));

        // Then
        assertSummary(
                training.parameter("layer0", "W").getGradient(),
                copies.gradients.get("0_W").div(16));
        assertSummary(
                training.parameter("layer2", "b").getGradient(),
                copies.gradients.get("2_b").div(16));
    }

    @Test
    void theGradientDoesNotDependOnTheBatchSize() {
        // Given: the same examples twice
        MultiLayerNetwork once = Nets.mlp(1.0);
        MultiLayerNetwork twice = Nets.mlp(1.0);
        ObservedTraining ofOnce = ObservedTraining.of(once);
        ObservedTraining ofTwice = ObservedTraining.of(twice);
        DataSet data = Nets.rows(8);

        // When
        once.fit(data);
        twice.fit(DataSet.merge(java.util.List.of(data, data)));

        // Then
        float expected = ofOnce.parameter("layer1", "W").getGradient().getL2();
        assertThat(ofTwice.parameter("layer1", "W").getGradient().getL2())
                .isCloseTo(expected, within(1e-4f * expected));
    }

    @Test
    void aScoreThatIsNoNumberIsLookedIntoOutOfTurn() {
        // Given: a budget that leaves nothing for layers, and one weight that an update before has spoiled
        MultiLayerNetwork net = Nets.mlp(1.0);
        ObservedTraining training = ObservedTraining.within(1e-9, net);
        do {
            net.fit(Nets.rows(16));
        } while (training.steps().size() < 200 || training.lastStep().getLayersCount() > 0);
        net.getLayer(1).getParam("W").putScalar(7, Double.NaN);

        // When
        net.fit(Nets.rows(16));

        // Then
        assertThat(training.parameter("layer1", "W").getNonFiniteBefore()).isEqualTo(1);
        assertThat(training.parameter("layer0", "W").hasNonFiniteBefore()).isTrue();
        assertThat(training.parameter("layer0", "W").getNonFiniteBefore()).isZero();
        assertThat(training.parameter("layer0", "W").getGradient().getNonFinite())
                .isPositive();
        assertThat(training.lastStep().getInputs(0).getNonFinite()).isZero();
    }

    @Test
    void parametersAreNotCountedBeforeTheUpdateWhileTheScoreIsANumber() {
        // Given
        MultiLayerNetwork net = Nets.mlp(1.0);
        ObservedTraining training = ObservedTraining.of(net);

        // When
        net.fit(Nets.rows(16));

        // Then
        assertThat(training.parameter("layer1", "W").hasNonFiniteBefore()).isFalse();
    }

    @Test
    void theUpdateIsWhatTheParameterLost() {
        // Given
        MultiLayerNetwork net = Nets.mlp(1.0);
        net.fit(Nets.rows(16));
        INDArray before = net.getParam("1_W").dup();
        ObservedTraining training = ObservedTraining.of(net);

        // When
        net.fit(Nets.rows(16));

        // Then
        ParameterStep weights = training.parameter("layer1", "W");
        assertSummary(weights.getUpdate(), before.sub(net.getParam("1_W")));
        assertSummary(weights.getValue(), net.getParam("1_W"));
    }

    @Test
    void convolutionsBatchNormalisationAndRecurrentLayersAreReadLikewise() {
        // Given
        MultiLayerNetwork cnn = Nets.cnn();
        MultiLayerNetwork lstm = Nets.lstm();
        ObservedTraining ofCnn = ObservedTraining.of(cnn);
        ObservedTraining ofLstm = ObservedTraining.of(lstm);

        // When
        cnn.fit(Nets.images(8));
        lstm.fit(Nets.sequences(5));

        // Then
        assertSummary(ofCnn.parameter("layer0", "W").getValue(), cnn.getParam("0_W"));
        assertSummary(ofCnn.parameter("layer1", "gamma").getValue(), cnn.getParam("1_gamma"));
        assertSummary(ofLstm.parameter("layer0", "RW").getValue(), lstm.getParam("0_RW"));
        assertThat(ofLstm.parameter("layer0", "RW").getGradient().getL2()).isPositive();
    }

    @Test
    void runningMomentsOfBatchNormalisationHaveNoGradient() {
        // Given
        MultiLayerNetwork cnn = Nets.cnn();
        ObservedTraining training = ObservedTraining.of(cnn);

        // When
        cnn.fit(Nets.images(8));

        // Then
        assertThat(training.parameter("layer1", "gamma").hasGradient()).isTrue();
        assertThat(training.parameter("layer1", "mean").hasGradient()).isFalse();
        assertThat(training.parameter("layer1", "mean").hasValue()).isTrue();
    }

    @Test
    void theLearningRateInForceIsGiven() {
        // Given
        MultiLayerNetwork net = Nets.mlp(1.0);
        ObservedTraining training = ObservedTraining.of(net);
        net.setLearningRate(0.25);

        // When
        net.fit(Nets.rows(4));

        // Then
        assertThat(training.layer("layer0").getLearningRate()).isEqualTo(0.25);
    }

    @Test
    void nanInTheParametersIsSeen() {
        // Given
        MultiLayerNetwork net = Nets.mlp(1.0);
        ObservedTraining training = ObservedTraining.of(net);
        net.getParam("0_W").putScalar(3, Double.NaN);

        // When
        net.fit(Nets.rows(8));

        // Then
        assertThat(training.parameter("layer0", "W").getValue().getNonFinite()).isPositive();
        assertThat(training.parameter("layer2", "W").getGradient().getNonFinite())
                .isPositive();
        assertThat(training.lastStep().getScore()).isNaN();
        assertThat(training.console).isEmpty();
    }
}

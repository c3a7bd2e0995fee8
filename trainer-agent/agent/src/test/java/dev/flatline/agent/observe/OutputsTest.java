package dev.flatline.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.events.v1.InputStep;
import dev.flatline.events.v1.LossFamily;
import dev.flatline.events.v1.OutputStep;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMAPE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

class OutputsTest {

    /** Calls the observer at the place where the hook does. */
    private static final class HookedLoss extends LossMCXENT {
        private transient ObservedTraining training;

        @Override
        public double computeScore(
                INDArray labels, INDArray logits, IActivation activation, INDArray mask, boolean average) {
            training.observer.loss(new OutputObserver.LossCall(this, labels, logits, activation, mask));
            return super.computeScore(labels, logits, activation, mask, average);
        }
    }

    private static OutputStep outputAfterOneFit(MultiLayerNetwork net, DataSet data) {
        ObservedTraining training = ObservedTraining.of(net);
        net.fit(data);
        assertThat(training.console).isEmpty();
        return training.lastStep().getOutputs(0);
    }

    private static OutputStep outputOf(ILossFunction loss, Activation activation, INDArray labels) {
        MultiLayerNetwork net = Nets.withLoss(loss, activation, (int) labels.size(1));
        ObservedTraining training = ObservedTraining.of(net);
        net.fit(Nets.random(3, labels.size(0), 12), labels);
        OutputStep output = training.lastStep().getOutputs(0);
        assertThat(training.lastStep().getScore()).isCloseTo(net.score(), within(0.0));
        return output;
    }

    @Test
    void crossEntropyIsTheScoreOfTheTraining() {
        // Given
        MultiLayerNetwork net = Nets.withLoss(new LossMCXENT(), Activation.SOFTMAX, 4);

        // When
        OutputStep output = outputAfterOneFit(net, Nets.rows(16));

        // Then
        assertThat(output.getFamily()).isEqualTo(LossFamily.CROSS_ENTROPY);
        assertThat(output.getDataLoss()).isCloseTo(net.score(), within(1e-5));
        assertThat(output.getRows()).isEqualTo(16);
        assertThat(output.getLayer()).isEqualTo(1);
        assertThat(output.getLabels().getClassCountsList()).hasSize(4);
    }

    @Test
    void theHookSeesWhatTheOutputLayerSays() {
        // Given
        HookedLoss loss = new HookedLoss();
        MultiLayerNetwork hooked = Nets.withLoss(loss, Activation.SOFTMAX, 4);
        ObservedTraining training = ObservedTraining.of(hooked);
        ((HookedLoss) ((org.deeplearning4j.nn.conf.layers.OutputLayer)
                                hooked.getOutputLayer().conf().getLayer())
                        .getLossFn())
                .training = training;
        MultiLayerNetwork plain = Nets.withLoss(new LossMCXENT(), Activation.SOFTMAX, 4);

        // When
        hooked.fit(Nets.rows(16));
        OutputStep recomputed = outputAfterOneFit(plain, Nets.rows(16));

        // Then
        OutputStep seen = training.lastStep().getOutputs(0);
        assertThat(training.lastStep().getOutputsCount()).isEqualTo(1);
        assertThat(seen.getDataLoss()).isCloseTo(recomputed.getDataLoss(), within(1e-5));
        assertThat(seen.getTotalVariance()).isCloseTo(recomputed.getTotalVariance(), within(1e-7));
        assertThat(seen.getEntropy()).isCloseTo(recomputed.getEntropy(), within(1e-5f));
    }

    @Test
    void sparseLabelsGiveTheSameAsOneHotLabels() {
        // Given
        INDArray oneHot = Nets.oneHot(16, 4);
        MultiLayerNetwork net = Nets.withLoss(new LossSparseMCXENT(), Activation.SOFTMAX, 4);

        // When
        OutputStep sparse = outputAfterOneFit(
                net,
                new DataSet(
                        Nets.random(3, 16, 12), oneHot.argMax(1).reshape(16, 1).castTo(oneHot.dataType())));

        // Then
        assertThat(sparse.getDataLoss()).isCloseTo(net.score(), within(1e-5));
        assertThat(sparse.getLabels().getMean(0))
                .isCloseTo(oneHot.getColumn(0).meanNumber().floatValue(), within(1e-6f));
    }

    @Test
    void binaryCrossEntropyIsTheScoreOfTheTraining() {
        // Given
        INDArray labels = Nets.random(9, 16, 3).gt(0.5).castTo(Nd4j.dataType());
        MultiLayerNetwork net = Nets.withLoss(new LossBinaryXENT(), Activation.SIGMOID, 3);

        // When
        OutputStep output = outputAfterOneFit(net, new DataSet(Nets.random(3, 16, 12), labels));

        // Then
        assertThat(output.getFamily()).isEqualTo(LossFamily.BINARY_CROSS_ENTROPY);
        assertThat(output.getDataLoss()).isCloseTo(net.score(), within(1e-5));
        assertThat(output.getEntropy()).isZero();
    }

    @Test
    void squaredErrorIsSummedOverTheUnitsWhateverDl4jDividesBy() {
        // Given
        INDArray labels = Nets.random(9, 16, 3);
        MultiLayerNetwork mean = Nets.withLoss(new LossMSE(), Activation.IDENTITY, 3);
        MultiLayerNetwork sum = Nets.withLoss(new LossL2(), Activation.IDENTITY, 3);

        // When
        OutputStep ofMean = outputAfterOneFit(mean, new DataSet(Nets.random(3, 16, 12), labels));
        OutputStep ofSum = outputAfterOneFit(sum, new DataSet(Nets.random(3, 16, 12), labels));

        // Then
        assertThat(ofMean.getFamily()).isEqualTo(LossFamily.SQUARED_ERROR);
        assertThat(ofMean.getDataLoss()).isCloseTo(3 * mean.score(), within(1e-5));
        assertThat(ofSum.getDataLoss()).isCloseTo(sum.score(), within(1e-5));
    }

    @Test
    void ofAnUnknownLossThereAreTheOutputsButNoValue() {
        // When
        OutputStep output = outputOf(new LossMAPE(), Activation.IDENTITY, Nets.random(9, 16, 3));

        // Then
        assertThat(output.getFamily()).isEqualTo(LossFamily.LOSS_FAMILY_UNKNOWN);
        assertThat(output.getDataLoss()).isNaN();
        assertThat(output.getMeanCount()).isEqualTo(3);
    }

    @Test
    void rowsOfASequenceAreExamplesTimesSteps() {
        // Given
        MultiLayerNetwork net = Nets.lstm();

        // When
        OutputStep output = outputAfterOneFit(net, Nets.sequences(5));

        // Then: DL4J divides by examples and by units, the contract by rows
        assertThat(output.getRows()).isEqualTo(30);
        assertThat(output.getDataLoss()).isCloseTo(net.score() * 5 * 2 / 30, within(1e-5));
    }

    @Test
    void maskedStepsOfASequenceAreLeftOut() {
        // Given: of the last example only the first step counts
        MultiLayerNetwork net = Nets.lstm();
        DataSet data = Nets.sequences(5);
        INDArray mask = Nd4j.ones(5, 6);
        for (int step = 1; step < 6; step++) {
            mask.putScalar(4, step, 0);
        }
        data.setLabelsMaskArray(mask);

        // When
        OutputStep output = outputAfterOneFit(net, data);

        // Then
        assertThat(output.getRows()).isEqualTo(25);
        assertThat(output.getDataLoss()).isCloseTo(net.score() * 5 * 2 / 25, within(1e-5));
    }

    @Test
    void aGraphWithTwoOutputsShowsBoth() {
        // Given
        ComputationGraph graph = Nets.graphWithTwoOutputs();
        ObservedTraining training = ObservedTraining.of(graph);

        // When
        graph.fit(new MultiDataSet(
                new INDArray[] {Nets.random(3, 8, 12)}, new INDArray[] {Nets.oneHot(8, 4), Nets.random(4, 8, 2)}));

        // Then
        OutputStep ofClass = training.lastStep().getOutputs(0);
        OutputStep ofSize = training.lastStep().getOutputs(1);
        assertThat(ofClass.getUnits()).isEqualTo(4);
        assertThat(ofSize.getUnits()).isEqualTo(2);
        assertThat(ofClass.getDataLoss() + ofSize.getDataLoss() / 2).isCloseTo(graph.score(), within(1e-5));
        assertThat(training.layer("shared").hasActivation()).isTrue();
        assertThat(training.layer("size").getParametersCount()).isEqualTo(2);
        assertThat(training.lastStep().getInputs(0).getName()).isEqualTo("pixels");
        assertThat(training.console).isEmpty();
    }

    @Test
    void anInfiniteInputIsSeenInTheInput() {
        // Given
        MultiLayerNetwork net = Nets.mlp(1.0);
        ObservedTraining training = ObservedTraining.of(net);
        DataSet data = Nets.rows(16);
        data.getFeatures().putScalar(2, 5, Double.POSITIVE_INFINITY);

        // When
        net.fit(data);

        // Then
        InputStep input = training.lastStep().getInputs(0);
        assertThat(input.getNonFinite()).isEqualTo(1);
        assertThat(input.getFeatures()).isEqualTo(12);
        assertThat(input.getFeatureMean(5)).isFinite();
    }

    @Test
    void everyPixelOfAnImageIsAFeature() {
        // Given
        MultiLayerNetwork net = Nets.cnn();
        ObservedTraining training = ObservedTraining.of(net);

        // When
        net.fit(Nets.images(8));

        // Then
        InputStep input = training.lastStep().getInputs(0);
        assertThat(input.getFeatures()).isEqualTo(128);
        assertThat(input.getSampledFeatures()).isEqualTo(64);
        assertThat(input.getMean()).isCloseTo(0.5f, within(0.1f));
    }
}

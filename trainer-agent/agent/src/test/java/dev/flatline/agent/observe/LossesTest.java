package dev.flatline.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.agent.summarize.ConstantAnswer;
import dev.flatline.agent.summarize.LossFormula;
import dev.flatline.agent.summarize.OutputActivation;
import dev.flatline.agent.summarize.OutputReading;
import dev.flatline.agent.summarize.OutputRows;
import dev.flatline.events.v1.OutputStep;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossCosineProximity;
import org.nd4j.linalg.lossfunctions.impl.LossHinge;
import org.nd4j.linalg.lossfunctions.impl.LossKLD;
import org.nd4j.linalg.lossfunctions.impl.LossL1;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.lossfunctions.impl.LossMSLE;
import org.nd4j.linalg.lossfunctions.impl.LossNegativeLogLikelihood;
import org.nd4j.linalg.lossfunctions.impl.LossPoisson;
import org.nd4j.linalg.lossfunctions.impl.LossSquaredHinge;
import org.nd4j.linalg.ops.transforms.Transforms;

class LossesTest {

    private static final int ROWS = 16;
    private static final int UNITS = 3;
    private static final INDArray WEIGHTS = Nd4j.createFromArray(0.5f, 2f, 1f);

    static Stream<Case> losses() {
        INDArray classes = oneHot();
        INDArray signs = classes.mul(2).sub(1);
        INDArray reals = noise(3).mul(4).sub(2);
        INDArray counts = noise(4).mul(5);
        double perfectPoisson =
                counts.sub(Transforms.log(counts).mul(counts)).sumNumber().doubleValue() / ROWS;
        return Stream.of(
                new Case(new LossMCXENT(), Activation.SOFTMAX, classes, 1, 0),
                new Case(new LossMCXENT(WEIGHTS), Activation.SOFTMAX, classes, 1, 0),
                new Case(new LossNegativeLogLikelihood(), Activation.SOFTMAX, classes, 1, 0),
                new Case(new LossBinaryXENT(), Activation.SIGMOID, classes, 1, 0),
                new Case(new LossBinaryXENT(WEIGHTS), Activation.SIGMOID, classes, 1, 0),
                new Case(new LossMSE(), Activation.IDENTITY, reals, UNITS, 0),
                new Case(new LossL2(WEIGHTS), Activation.IDENTITY, reals, 1, 0),
                new Case(new LossMAE(), Activation.IDENTITY, reals, UNITS, 0),
                new Case(new LossL1(WEIGHTS), Activation.IDENTITY, reals, 1, 0),
                new Case(new LossMSLE(), Activation.SOFTPLUS, counts, UNITS, 0),
                new Case(new LossHinge(), Activation.TANH, signs, 1, 0),
                new Case(new LossSquaredHinge(), Activation.TANH, signs, 1, 0),
                new Case(new LossPoisson(), Activation.SOFTPLUS, counts, 1, perfectPoisson),
                new Case(new LossKLD(), Activation.SOFTMAX, classes, 1, 0),
                new Case(new LossCosineProximity(), Activation.IDENTITY, reals, 1, -1));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void theLossIsDl4jsOwnLessWhatAPerfectAnswerCosts(Case tried) {
        // Given
        INDArray logits = noise(5).mul(4).sub(2);
        double own = tried.loss.computeScore(
                tried.labels, logits.dup(), tried.activation.getActivationFunction(), null, true);

        // When
        OutputStep step = tried.reading(logits).summarize();

        // Then
        assertThat(step.getDataLoss()).isCloseTo(own * tried.perUnits - tried.perfect, within(1e-4));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void noConstantAnswerCostsClearlyLessThanTheOneNamed(Case tried) {
        // Given
        double named = tried.reading(noise(5)).summarize().getConstantLoss();

        for (int attempt = 0; attempt < 300; attempt++) {
            // When
            INDArray logits =
                    Nd4j.tile(noise(100 + attempt).getRow(0).mul(8).sub(4).reshape(1, UNITS), ROWS, 1);
            double other = tried.reading(logits).summarize().getDataLoss();

            // Then
            assertThat(named).isLessThanOrEqualTo(other * 1.02 + 1e-6);
        }
    }

    /**
     * A loss function and labels for it. JUnit would close the labels, were they an argument by themselves.
     *
     * @param perUnits what DL4J divides the loss by
     * @param perfect what DL4J says of a perfect answer
     */
    record Case(ILossFunction loss, Activation activation, INDArray labels, int perUnits, double perfect) {

        OutputReading reading(INDArray logits) {
            String name = LayerFacts.name(activation.getActivationFunction());
            OutputActivation applied = OutputActivation.of(name);
            assertThat(applied).isNotNull();
            boolean[] all = new boolean[ROWS];
            Arrays.fill(all, true);
            float[] answers = logits.dup('c').data().asFloat();
            float[] wanted = labels.dup('c').data().asFloat();
            OutputRows rows = new OutputRows(answers, wanted, all, ROWS, UNITS, false);
            LossFormula formula = Losses.formula(loss, name);
            return new OutputReading(0, rows, applied, formula, name.equals("softmax"), new ConstantAnswer());
        }

        @Override
        public String toString() {
            return loss + " behind " + activation;
        }
    }

    private static INDArray noise(long seed) {
        Nd4j.getRandom().setSeed(seed);
        return Nd4j.rand(DataType.FLOAT, ROWS, UNITS).dup('c');
    }

    private static INDArray oneHot() {
        INDArray labels = Nd4j.zeros(DataType.FLOAT, ROWS, UNITS);
        for (int row = 0; row < ROWS; row++) {
            labels.putScalar(row, row % 5 == 0 ? 2 : row % 2, 1);
        }
        return labels;
    }
}

package dev.flatline.agent.observe;

import dev.flatline.agent.summarize.LossFormula;
import dev.flatline.events.v1.LossFamily;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossCosineProximity;
import org.nd4j.linalg.lossfunctions.impl.LossHinge;
import org.nd4j.linalg.lossfunctions.impl.LossKLD;
import org.nd4j.linalg.lossfunctions.impl.LossL1;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSLE;
import org.nd4j.linalg.lossfunctions.impl.LossPoisson;
import org.nd4j.linalg.lossfunctions.impl.LossSquaredHinge;

/** Which formula belongs to which of ND4J's loss functions. */
final class Losses {

    private static final Map<Class<?>, LossFamily> UNWEIGHTED = Map.of(
            LossHinge.class, LossFamily.HINGE,
            LossSquaredHinge.class, LossFamily.SQUARED_HINGE,
            LossPoisson.class, LossFamily.POISSON,
            LossKLD.class, LossFamily.KULLBACK_LEIBLER,
            LossCosineProximity.class, LossFamily.COSINE_DISTANCE);

    private Losses() {}

    /**
     * The formula of a loss function behind an activation function. LossNegativeLogLikelihood and LossSparseMCXENT are
     * LossMCXENT, LossMSE is LossL2, LossMAE is LossL1; functions of the user's own, LossMAPE, LossFMeasure, LossWasserstein,
     * LossMultiLabel and LossMixtureDensity are unknown.
     */
    static LossFormula formula(ILossFunction loss, String activation) {
        boolean softmax = activation.equals("softmax");
        if (loss instanceof LossMCXENT crossEntropy) {
            double clip = softmax ? crossEntropy.getSoftmaxClipEps() : 0;
            return new LossFormula(LossFamily.CROSS_ENTROPY, clip, weights(crossEntropy.getWeights()));
        }
        if (loss instanceof LossBinaryXENT binary) {
            // Behind softmax ND4J drops the term of the other class.
            return softmax
                    ? new LossFormula(LossFamily.CROSS_ENTROPY, 0, weights(binary.getWeights()))
                    : new LossFormula(
                            LossFamily.BINARY_CROSS_ENTROPY, binary.getClipEps(), weights(binary.getWeights()));
        }
        if (loss instanceof LossL2 squares) {
            return new LossFormula(LossFamily.SQUARED_ERROR, 0, weights(squares.getWeights()));
        }
        if (loss instanceof LossL1 distances) {
            return new LossFormula(LossFamily.ABSOLUTE_ERROR, 0, weights(distances.getWeights()));
        }
        if (loss instanceof LossMSLE logarithms) {
            return new LossFormula(LossFamily.SQUARED_LOG_ERROR, 0, weights(logarithms.getWeights()));
        }
        LossFamily family = UNWEIGHTED.getOrDefault(loss.getClass(), LossFamily.LOSS_FAMILY_UNKNOWN);
        return new LossFormula(family, family == LossFamily.KULLBACK_LEIBLER ? Nd4j.EPS_THRESHOLD : 0);
    }

    private static double[] weights(@Nullable INDArray weights) {
        return weights == null
                ? new double[0]
                : LongStream.range(0, weights.length())
                        .mapToDouble(weights::getDouble)
                        .toArray();
    }
}

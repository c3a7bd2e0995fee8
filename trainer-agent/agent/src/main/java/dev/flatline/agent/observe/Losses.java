package dev.flatline.agent.observe;

import dev.flatline.agent.summarize.LossFormula;
import dev.flatline.events.v1.LossFamily;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Which formula belongs to which of ND4J's loss functions. */
final class Losses {

    private Losses() {}

    /**
     * The formula of a loss function behind an activation function. LossNegativeLogLikelihood and LossSparseMCXENT are
     * LossMCXENT, LossMSE is LossL2; all other functions are unknown.
     */
    static LossFormula formula(ILossFunction loss, String activation) {
        boolean softmax = activation.equals("softmax");
        if (loss instanceof LossMCXENT crossEntropy) {
            return new LossFormula(LossFamily.CROSS_ENTROPY, softmax ? crossEntropy.getSoftmaxClipEps() : 0);
        }
        if (loss instanceof LossBinaryXENT binary) {
            // Behind softmax ND4J drops the term of the other class.
            return softmax
                    ? new LossFormula(LossFamily.CROSS_ENTROPY, 0)
                    : new LossFormula(LossFamily.BINARY_CROSS_ENTROPY, binary.getClipEps());
        }
        boolean squares = loss instanceof LossL2;
        return squares ? new LossFormula(LossFamily.SQUARED_ERROR, 0) : LossFormula.UNKNOWN;
    }
}

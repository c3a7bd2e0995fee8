package trainings;

import java.io.IOException;
import java.util.List;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Batches of {@link Points}: so many, or, with 0, about one in 4 ms until standard input ends. A given number is there to be
 * made up for, and not paced: it would take as long as the training it is compared with.
 */
final class PacedBatches implements DataSetIterator {

    private final long most;
    private volatile boolean over;
    private long given;

    PacedBatches(long most) {
        this.most = most;
        if (most == 0) {
            Thread waiting = new Thread(this::awaitEndOfInput, "input");
            waiting.setDaemon(true);
            waiting.start();
        }
    }

    private void awaitEndOfInput() {
        try {
            System.in.readAllBytes();
        } catch (IOException e) {
            System.err.println(e);
        }
        over = true;
    }

    long given() {
        return given;
    }

    @Override
    public boolean hasNext() {
        return most == 0 ? !over : given < most;
    }

    @Override
    public DataSet next() {
        if (most == 0) {
            pause();
        }
        return Points.batch(given++ % 50);
    }

    private static void pause() {
        try {
            Thread.sleep(4);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public DataSet next(int size) {
        return next();
    }

    @Override
    public int inputColumns() {
        return Points.FEATURES;
    }

    @Override
    public int totalOutcomes() {
        return Points.CLASSES;
    }

    @Override
    public boolean resetSupported() {
        return false;
    }

    @Override
    public boolean asyncSupported() {
        return false;
    }

    @Override
    public void reset() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int batch() {
        return 32;
    }

    @Override
    public void setPreProcessor(DataSetPreProcessor preProcessor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DataSetPreProcessor getPreProcessor() {
        return null;
    }

    @Override
    public List<String> getLabels() {
        return List.of();
    }
}

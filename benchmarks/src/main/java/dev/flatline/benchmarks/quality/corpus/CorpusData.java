package dev.flatline.benchmarks.quality.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One data set of the corpus: features and labels to train on and to validate with, each an array of NumPy's, zipped.
 *
 * @param name what the names of its files begin with
 */
record CorpusData(Path directory, String name) {

    boolean isThere() {
        return Files.exists(file("x"));
    }

    Split read() {
        INDArray validation = array("xv");
        return new Split(
                new DataSet(required("x"), required("y")),
                validation == null ? null : new DataSet(validation, required("yv")));
    }

    private Path file(String part) {
        return directory.resolve(name + "_" + part + ".npy.gz");
    }

    private INDArray required(String part) {
        INDArray array = array(part);
        if (array == null) {
            throw new IllegalArgumentException("the corpus has no file " + file(part));
        }
        return array;
    }

    private @Nullable INDArray array(String part) {
        if (!Files.exists(file(part))) {
            return null;
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file(part)))) {
            INDArray array = Nd4j.createNpyFromByteArray(in.readAllBytes());
            return array.rank() == 1 ? array.reshape(array.length(), 1) : array;
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file(part), e);
        }
    }

    /** @param validation {@code null} where there is none */
    record Split(DataSet train, @Nullable DataSet validation) {}
}

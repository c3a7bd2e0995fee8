package dev.flatline.agent.observe;

import dev.flatline.agent.publish.OwnerOnly;
import dev.flatline.agent.settings.Commands;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.util.ModelSerializer;

/** A model on disk, with the state of its updater, for {@code ModelSerializer} to restore. Only its owner may read it. */
final class CheckpointFile {

    private CheckpointFile() {}

    /** Writes it; the file has its name only when it is whole. */
    static String write(Model model, Commands settings, String name) throws IOException {
        Path directory = settings.checkpoints();
        Files.createDirectories(directory, OwnerOnly.may("rwx------"));
        Path file = directory.resolve(name + ".zip").toAbsolutePath();
        Path part = directory.resolve(name + ".zip.part").toAbsolutePath();
        Files.deleteIfExists(part);
        Files.createFile(part, OwnerOnly.may("rw-------"));
        try (OutputStream out = Files.newOutputStream(part)) {
            ModelSerializer.writeModel(model, out, true);
        } catch (Throwable e) {
            Files.deleteIfExists(part);
            throw e;
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        return file.toString();
    }
}

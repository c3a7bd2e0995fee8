package dev.flatline.alert.configure;

import dev.flatline.alert.configure.Reading.Place;
import java.io.StringReader;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Text as YAML. Only the text of the values counts: no type of YAML is made of it, no class is loaded, no key means
 * anything but itself.
 */
public final class Yaml {

    private Yaml() {}

    /**
     * The whole document.
     *
     * @param file what to call it
     * @param ifEmpty what to do about a file with nothing in it, as a half-sentence
     * @throws WrongFileException if it is empty or no YAML
     */
    public static Place document(String file, String text, String ifEmpty) throws WrongFileException {
        try {
            Node document = new org.yaml.snakeyaml.Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (document == null || document.getTag().equals(Tag.NULL)) {
                throw wrong(file, file + " is empty; " + ifEmpty);
            }
            return Place.whole(document);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw wrong(
                    file, file + (mark == null ? "" : ":" + (mark.getLine() + 1)) + ": not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw wrong(file, file + ": not YAML: " + e.getMessage());
        }
    }

    private static WrongFileException wrong(String file, String problem) {
        return new WrongFileException(file, List.of(problem));
    }
}

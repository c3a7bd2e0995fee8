package dev.flatline.alert.configure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file that a person wrote settings into. Links are followed, so a file may be replaced by moving a link.
 *
 * @param path where it is
 * @param noun what is in it, in messages: {@code rules}
 * @param parser makes something of its text
 */
public record SettingsFile<T>(Path path, String noun, Parser<T> parser) {

    private static final int LONGEST = 1024 * 1024;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Makes something of the text of a file. */
    public interface Parser<T> {

        /**
         * What the text means.
         *
         * @param file what to call it in messages
         * @throws WrongFileException if it cannot be used, with all reasons
         */
        T parse(String file, String text) throws WrongFileException;
    }

    /**
     * What is in it.
     *
     * @throws WrongFileException if it cannot be used, with all reasons
     */
    public T read() throws WrongFileException {
        return parse(bytes());
    }

    T parse(byte[] bytes) throws WrongFileException {
        return parser.parse(path.toString(), text(bytes));
    }

    /** What is in it, unread. */
    byte[] bytes() throws WrongFileException {
        if (!Files.isRegularFile(path)) {
            throw wrong(Files.exists(path) ? " is not a file" : " does not exist");
        }
        try (var in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw wrong(" is larger than " + LONGEST + " bytes, and so no file of " + noun);
            }
            return bytes;
        } catch (IOException e) {
            throw wrong(" cannot be read: " + e);
        }
    }

    private String text(byte[] bytes) throws WrongFileException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw wrong(" is not UTF-8: save it as that");
        }
    }

    private WrongFileException wrong(String what) {
        return new WrongFileException(path.toString(), List.of(path + what));
    }
}

package dev.flatline.stream.configure;

import dev.flatline.stream.rules.Rules;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file with rules, see {@code docs/configuration.md}. Links are followed, so a file may be replaced by moving a link.
 *
 * @param path where it is
 */
public record RulesFile(Path path) {

    private static final int LONGEST = 1024 * 1024;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * The rules in it.
     *
     * @throws WrongRulesException if there are none, with all reasons
     */
    public Rules read() throws WrongRulesException {
        return parse(bytes());
    }

    Rules parse(byte[] bytes) throws WrongRulesException {
        return RulesReader.read(path.toString(), text(bytes));
    }

    /** What is in it, unread. */
    byte[] bytes() throws WrongRulesException {
        if (!Files.isRegularFile(path)) {
            throw wrong(Files.exists(path) ? " is not a file" : " does not exist");
        }
        try (var in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw wrong(" is larger than " + LONGEST + " bytes, and so no rules file");
            }
            return bytes;
        } catch (IOException e) {
            throw wrong(" cannot be read: " + e);
        }
    }

    private String text(byte[] bytes) throws WrongRulesException {
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

    private WrongRulesException wrong(String what) {
        return new WrongRulesException(path.toString(), List.of(path + what));
    }
}

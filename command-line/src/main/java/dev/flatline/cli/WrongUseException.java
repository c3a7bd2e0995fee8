package dev.flatline.cli;

/** The user asked for something that cannot be done; the message says what, and what to do. Exit code 2. */
public final class WrongUseException extends RuntimeException {

    public WrongUseException(String message) {
        super(message);
    }
}

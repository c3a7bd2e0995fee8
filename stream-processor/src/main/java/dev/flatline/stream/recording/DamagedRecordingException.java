package dev.flatline.stream.recording;

import java.io.IOException;

/** A recording cannot be read, or not to its end; the message says which, how far, and why. */
public final class DamagedRecordingException extends IOException {

    public DamagedRecordingException(String message, Throwable cause) {
        super(message, cause);
    }
}

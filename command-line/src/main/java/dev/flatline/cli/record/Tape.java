package dev.flatline.cli.record;

/** What is recorded while something goes on; closing it takes in what is still on its way. */
public interface Tape extends AutoCloseable {

    /** Records nothing. */
    Tape NONE = new Tape() {
        @Override
        public void begin() {}

        @Override
        public void close() {}
    };

    /** Records what was sent since it was made, and what will be. */
    void begin();

    @Override
    void close();
}

package dev.flatline.agent;

/** What may go wrong inside the agent at any time. */
public enum Fault {
    EXCEPTION {
        @Override
        public void happen() {
            throw new IllegalStateException("a fault");
        }
    },
    OUT_OF_MEMORY {
        @Override
        public void happen() {
            throw new OutOfMemoryError("a fault");
        }
    },
    STACK_OVERFLOW {
        @Override
        public void happen() {
            throw new StackOverflowError("a fault");
        }
    },
    MISSING_CLASS {
        @Override
        public void happen() {
            throw new NoClassDefFoundError("a fault");
        }
    };

    /** Throws itself. */
    public abstract void happen();
}

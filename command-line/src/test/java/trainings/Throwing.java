package trainings;

/** Throws in the middle of its training. */
public final class Throwing {

    private Throwing() {}

    public static void main(String[] arguments) {
        Networks.train(Networks.healthy(), 50);
        throw new IllegalStateException("the data ran out");
    }
}

package trainings;

/** Calls {@code System.exit(5)} in the middle of its training. */
public final class Exiting {

    private Exiting() {}

    public static void main(String[] arguments) {
        Networks.train(Networks.healthy(), 50);
        System.exit(5);
    }
}

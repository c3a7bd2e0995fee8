package trainings;

import java.util.ArrayList;
import java.util.List;

/** Programs one after the other in one JVM, each with its arguments, separated by {@code +}. */
public final class InTurn {

    private InTurn() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        List<String> words = new ArrayList<>(List.of(arguments));
        while (!words.isEmpty()) {
            int end = words.contains("+") ? words.indexOf("+") : words.size();
            run(words.get(0), words.subList(1, end).toArray(String[]::new));
            words.subList(0, Math.min(end + 1, words.size())).clear();
        }
    }

    private static void run(String program, String[] arguments) throws ReflectiveOperationException {
        Class.forName(program).getMethod("main", String[].class).invoke(null, (Object) arguments);
    }
}

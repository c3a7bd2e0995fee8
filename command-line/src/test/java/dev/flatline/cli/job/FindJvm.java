package dev.flatline.cli.job;

import dev.flatline.cli.WrongUseException;

/** Takes hold of a JVM by its process id; what speaks against it is printed, with exit code 2. */
public final class FindJvm {

    private FindJvm() {}

    public static void main(String[] arguments) {
        try {
            RunningJvm unused = RunningJvm.find(Long.parseLong(arguments[0]));
        } catch (WrongUseException e) {
            System.out.println(e.getMessage());
            System.exit(2);
        }
    }
}

package dev.flatline.cli;

import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.cli.ending.Endings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line.
 *
 * <p>What Flatline says goes to standard error; standard output belongs to the command it watches. Exit codes: that of
 * the watched command, 2 for wrong use, 3 for an alert where {@code --fail-on} applies, 1 for an error of Flatline's
 * own.
 */
@Command(
        name = "flatline",
        description = "Watches DL4J trainings while they run, and says what is wrong with them.",
        mixinStandardHelpOptions = true,
        version = "flatline 0.1.0-SNAPSHOT",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Begin with: flatline demo", "Help on a command: flatline run --help"})
public final class Flatline implements Runnable {

    static final int WRONG_USE = CommandLine.ExitCode.USAGE;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        // Whatever the locale says: what is printed may hold names in any script.
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        ConsoleSettings console = ConsoleSettings.of(err, Boolean.getBoolean("flatline.terminal"), System.getenv());
        System.exit(exitCode(arguments, console));
    }

    private static int exitCode(String[] arguments, ConsoleSettings console) {
        try {
            return commandLine(console, Endings.ofThisProcess()).execute(arguments);
        } catch (Error e) {
            // The threads of a broker would keep the process alive without anybody to end it.
            return new Outcomes(console.out()).ownError(e);
        }
    }

    /** The wiring of the commands. */
    static CommandLine commandLine(ConsoleSettings console, Endings endings) {
        Outcomes outcomes = new Outcomes(console.out());
        return new CommandLine(new Flatline())
                .addSubcommand(new RunCommand(console, endings))
                .addSubcommand(new AttachCommand(console, endings))
                .addSubcommand(new DetachCommand(console))
                .addSubcommand(new JobsCommand())
                .addSubcommand(new DemoCommand(console, endings))
                .addSubcommand(new RulesCommand())
                .addSubcommand(new ReplayCommand(console))
                .addSubcommand(new ReportCommand(console))
                .addSubcommand(new ProcessorCommand(console, endings))
                .addSubcommand(new AlertingCommand(console, endings))
                .addSubcommand(new CommandLine(new SilenceCommand())
                        .addSubcommand(new SilenceAddCommand(console))
                        .addSubcommand(new SilenceListCommand())
                        .addSubcommand(new SilenceExpireCommand(console)))
                .addSubcommand(new DeadLettersCommand())
                .addSubcommand(new CommandLine(new TopicsCommand()).addSubcommand(new TopicsCreateCommand(console)))
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(outcomes::wrongArguments)
                .setExecutionExceptionHandler(outcomes::failure);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }
}

package dev.flatline.cli;

import dev.flatline.cli.job.Job;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code flatline jobs}: what can be attached to. */
@Command(
        name = "jobs",
        description = "Lists the JVMs of this machine that train with DL4J.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "On Linux nothing is asked of the processes themselves; those of other users are not seen. Elsewhere all",
            "JVMs of yours are listed.",
            "",
            "Example:",
            "  flatline jobs"
        })
final class JobsCommand implements Callable<Integer> {

    private static final String LINE = "%-8s %-12s %-17s %-8s %s%n";
    private static final DateTimeFormatter SINCE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        List<Job> jobs = Job.all();
        var out = spec.commandLine().getOut();
        if (jobs.isEmpty()) {
            out.println("No JVM trains with DL4J here, as far as you may see.");
        } else {
            out.printf(LINE, "PID", "USER", "SINCE", "WATCHED", "PROGRAM");
            jobs.forEach(job -> out.printf(
                    LINE,
                    job.pid(),
                    job.user(),
                    job.since().map(SINCE::format).orElse("?"),
                    job.watched() ? "yes" : "no",
                    job.program()));
        }
        out.flush();
        return 0;
    }
}

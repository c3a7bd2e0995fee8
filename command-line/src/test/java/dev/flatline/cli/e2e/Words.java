package dev.flatline.cli.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.cli.FlatlineForTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command line that starts nothing says, run in this process. */
record Words(int code, String out, String err) {

    static Words of(String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        StringWriter out = new StringWriter();
        int code = FlatlineForTest.commandLine(new ConsoleSettings(new PrintStream(err, true, UTF_8), false))
                .setOut(new PrintWriter(out, true))
                .execute(arguments);
        return new Words(code, out.toString(), err.toString(UTF_8));
    }
}

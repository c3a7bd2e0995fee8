package dev.flatline.agent.observe;

import dev.flatline.agent.FlatlineAgent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** What can be said of the process that trains. Nothing here asks the network: a name server may be slow. */
final class TrainingProcess {

    private TrainingProcess() {}

    static long id() {
        return ProcessHandle.current().pid();
    }

    static String host() {
        for (String variable : List.of("HOSTNAME", "COMPUTERNAME")) {
            String host = System.getenv(variable);
            if (host != null && !host.isBlank()) {
                return host.strip();
            }
        }
        return Stream.of("/proc/sys/kernel/hostname", "/etc/hostname")
                .map(TrainingProcess::contents)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("localhost");
    }

    private static String contents(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** Main class or file name of the jar, without arguments. */
    static String command() {
        String command = System.getProperty("sun.java.command", "").strip();
        int jar = command.indexOf(".jar ");
        String first = jar >= 0 ? command.substring(0, jar + 4) : command.split(" ", 2)[0];
        return first.endsWith(".jar") ? first.substring(first.replace('\\', '/').lastIndexOf('/') + 1) : first;
    }

    /**
     * A name for a run that was given none: the class whose {@code main} is running on this thread, so that it is the
     * training's own under Maven or in a fat jar too; else the command's.
     */
    static String name() {
        String name = Stream.of(Thread.currentThread().getStackTrace())
                .filter(frame -> frame.getMethodName().equals("main"))
                .map(StackTraceElement::getClassName)
                .findFirst()
                .orElseGet(() -> command().replaceFirst("\\.jar$", ""));
        String simple = name.endsWith(".jar")
                ? name
                : name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
        return simple.isBlank() ? "training" : simple;
    }

    static String framework() {
        try (InputStream file = MultiLayerNetwork.class
                .getClassLoader()
                .getResourceAsStream("META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties")) {
            Properties properties = new Properties();
            if (file != null) {
                properties.load(file);
            }
            return ("deeplearning4j " + properties.getProperty("version", "")).strip();
        } catch (IOException e) {
            return "deeplearning4j";
        }
    }

    /** Such as "OpenJDK 64-Bit Server VM 17.0.15 (Eclipse Adoptium), heap up to 4096 MiB". */
    static String jvm() {
        return "%s %s (%s), heap up to %d MiB"
                .formatted(
                        System.getProperty("java.vm.name", ""),
                        System.getProperty("java.version", ""),
                        System.getProperty("java.vendor", ""),
                        Runtime.getRuntime().maxMemory() >> 20);
    }

    static String agentVersion() {
        String version = FlatlineAgent.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}

package dev.flatline.cli.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the agent is told: as environment variables, by which every JVM that a command starts loads it, or as arguments.
 *
 * @param agentJar the agent
 * @param brokers where it sends its telemetry
 * @param name of the run; empty to let the agent choose
 * @param tags of the run; keys and values hold none of {@code = ; ,}
 */
public record AgentEnvironment(Path agentJar, Brokers brokers, String name, Map<String, String> tags) {

    static final String JAVA_OPTIONS = "JAVA_TOOL_OPTIONS";

    /**
     * Where telemetry is sent.
     *
     * @param bootstrapServers as Kafka takes them
     * @param endWithUs whether nobody is there afterwards to send to, so that nothing need be kept on disk
     */
    public record Brokers(String bootstrapServers, boolean endWithUs) {}

    public AgentEnvironment {
        tags = new LinkedHashMap<>(tags);
    }

    /** The same for a run of another name, with one tag more. */
    AgentEnvironment of(String run, String tag, String value) {
        Map<String, String> more = new LinkedHashMap<>(tags);
        more.put(tag, value);
        return new AgentEnvironment(agentJar, brokers, run, more);
    }

    /** Adds to what is there already: options and tags of the user stay in force. */
    public void addTo(Map<String, String> environment) {
        environment.merge(JAVA_OPTIONS, quoted("-javaagent:" + agentJar), (theirs, ours) -> theirs + " " + ours);
        environment.put("FLATLINE_PARENT", "run");
        environment.put("FLATLINE_BOOTSTRAP_SERVERS", brokers.bootstrapServers);
        if (brokers.endWithUs) {
            environment.put("FLATLINE_SPOOL_BYTES", "0");
        }
        if (!name.isEmpty()) {
            environment.put("FLATLINE_RUN_NAME", name);
        }
        if (!tags.isEmpty()) {
            environment.merge("FLATLINE_TAGS", tagList(), (theirs, ours) -> theirs + ";" + ours);
        }
    }

    /** The same as arguments of an agent that is attached. */
    public String arguments() {
        return "bootstrap.servers=" + brokers.bootstrapServers.replace(',', ';')
                + (brokers.endWithUs ? ",spool.bytes=0" : "")
                + (name.isEmpty() ? "" : ",run.name=" + name)
                + (tags.isEmpty() ? "" : ",tags=" + tagList());
    }

    private String tagList() {
        return tags.entrySet().stream()
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining(";"));
    }

    /** The JVM splits the variable at blanks outside quotation marks, and knows no escape for the marks themselves. */
    private static String quoted(String option) {
        if (option.chars().noneMatch(Character::isWhitespace) && !option.contains("\"") && !option.contains("'")) {
            return option;
        }
        return Stream.of("\"", "'")
                .filter(mark -> !option.contains(mark))
                .findFirst()
                .map(mark -> mark + option + mark)
                .orElse(option);
    }
}

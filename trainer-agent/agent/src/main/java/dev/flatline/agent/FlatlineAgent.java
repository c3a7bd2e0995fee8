package dev.flatline.agent;

import dev.flatline.agent.attach.Attachment;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * The entry for {@code java -javaagent:flatline-agent.jar[=key=value,…]}, see {@link AgentSettings} for the keys; and
 * for attaching to a JVM that runs, with the same arguments, or with {@code detach[,reason=…]}.
 *
 * <p>It is also put into JVMs that never train, such as Maven's own, when it comes by {@code JAVA_TOOL_OPTIONS}. So it
 * installs one class-file transformer and nothing else: no thread, no Kafka, no output. It never throws. Who attaches
 * finds the answer in the system property {@value #ANSWER}, since the JVM hands back nothing but a code.
 */
public final class FlatlineAgent {

    /** {@code watched}, or absent: whether the agent is in this JVM. */
    static final String STATUS = "flatline.agent.status";

    /** {@code ok} or {@code refused}, a colon, and words: what became of the last request. */
    static final String ANSWER = "flatline.agent.answer";

    private static final String DETACH = "detach";
    private static final String REASON = "detach,reason=";

    private static @Nullable Attachment attachment;

    private FlatlineAgent() {}

    /** Called by the JVM before {@code main}. */
    public static synchronized void premain(@Nullable String arguments, Instrumentation instrumentation) {
        try {
            if (attachment == null) {
                install(arguments, instrumentation);
            }
        } catch (Throwable e) {
            Console.say("the agent could not be installed and stays off: " + e);
        }
    }

    /** Called by the JVM when the agent is attached to a running training: classes loaded before get their hooks too. */
    public static synchronized void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
        try {
            System.setProperty(ANSWER, answer(arguments == null ? "" : arguments, instrumentation));
        } catch (Throwable e) {
            System.setProperty(ANSWER, "refused: an error of the agent's own: " + e);
        }
    }

    private static String answer(String arguments, Instrumentation instrumentation) throws Exception {
        if (arguments.equals(DETACH) || arguments.startsWith(REASON)) {
            return detach(arguments.equals(DETACH) ? "detached" : arguments.substring(REASON.length()));
        }
        if (attachment != null) {
            return "refused: already watched; detach first: flatline detach "
                    + ProcessHandle.current().pid();
        }
        try {
            AgentSettings.read(arguments);
        } catch (IllegalArgumentException e) {
            return "refused: " + e.getMessage();
        }
        install(arguments, instrumentation).attach();
        return "ok: watched";
    }

    private static String detach(String reason) throws Exception {
        Attachment held = attachment;
        if (held == null) {
            return "refused: not watched, so there is nothing to detach";
        }
        attachment = null;
        System.clearProperty(STATUS);
        held.detach(reason);
        return "ok: detached";
    }

    private static Attachment install(@Nullable String arguments, Instrumentation instrumentation) {
        Attachment made = Attachment.install(
                instrumentation,
                FlatlineAgent.class.getProtectionDomain().getCodeSource().getLocation(),
                arguments);
        attachment = made;
        System.setProperty(STATUS, "watched");
        return made;
    }
}

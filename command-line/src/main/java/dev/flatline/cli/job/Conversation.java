package dev.flatline.cli.job;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.flatline.cli.WrongUseException;
import java.io.IOException;

/**
 * Talking to another JVM; what goes wrong is said as {@link WrongUseException}.
 *
 * <p>Cannot even be loaded without the module {@code jdk.attach}, which {@link Admission} is to be asked for before.
 */
final class Conversation {

    private Conversation() {}

    /** What is asked. */
    interface Question<T> {

        T put(VirtualMachine machine) throws IOException, AgentLoadException, AgentInitializationException;
    }

    static <T> T with(long pid, Question<T> question) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return question.put(machine);
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new WrongUseException("Process " + pid + " does not answer (" + e.getMessage()
                    + "). It may be stopped, or end, or have been started with -XX:+DisableAttachMechanism.");
        } catch (AgentLoadException | AgentInitializationException e) {
            throw new WrongUseException("Process " + pid + " refuses to load the agent (" + e.getMessage()
                    + "). It may have been started with -XX:-EnableDynamicAgentLoading, or not see the agent's file,"
                    + " as in another container.");
        } catch (IOException e) {
            throw new WrongUseException("Process " + pid + " cannot be reached (" + e.getMessage() + ").");
        }
    }
}

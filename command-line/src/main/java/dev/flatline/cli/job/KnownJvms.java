package dev.flatline.cli.job;

import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.util.List;

/** The JVMs of ours that have announced themselves, for machines without {@code /proc}. */
final class KnownJvms {

    private KnownJvms() {}

    static boolean have(long pid) {
        return others().contains(pid);
    }

    /** Their process ids; without this one. */
    static List<Long> others() {
        Admission.requireAttachModule();
        return VirtualMachine.list().stream()
                .map(VirtualMachineDescriptor::id)
                .filter(id -> id.matches("\\d+"))
                .map(Long::valueOf)
                .filter(pid -> pid != ProcessHandle.current().pid())
                .toList();
    }
}

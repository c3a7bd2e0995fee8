package dev.flatline.cli;

import dev.flatline.alert.configure.SettingsFile;
import dev.flatline.alert.configure.WrongFileException;
import dev.flatline.stream.configure.RulesText;
import dev.flatline.stream.rules.Rules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flatline rules}: what the detectors go by, as a file to begin with. */
@Command(
        name = "rules",
        description = "Prints the rules that hold for a run, as YAML with what each of them means; checks a file.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  flatline rules > rules.yaml",
            "  flatline rules --rules rules.yaml --name gan-3 --tag team=vision",
            "",
            "Exit code: 0; 2 if the file is wrong, with everything that is wrong in it."
        })
final class RulesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RulesOption option = new RulesOption();

    @Option(names = "--name", paramLabel = "NAME", description = "the run to show the rules for (default: any other)")
    private String name = "";

    @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "a tag of that run; may be given several times")
    private Map<String, String> tags = new LinkedHashMap<>();

    @Override
    public Integer call() {
        @Nullable SettingsFile<Rules> file = option.checked();
        try {
            Rules rules = file == null ? Rules.STANDARD : file.read();
            spec.commandLine().getOut().print(RulesText.of(rules.of(name, tags)));
            spec.commandLine().getOut().flush();
            return 0;
        } catch (WrongFileException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()));
        }
    }
}

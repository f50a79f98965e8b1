package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.cli.frame.CommandContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes the completions for bash, zsh and fish; packaging runs it. */
public final class Completions {

    private static final String NAME = "lightning";

    private Completions() {}

    /** {@code arguments[0]} is the folder. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        CommandLine tree = CommandTree.of(CommandContext.ofProcess());
        String bash = AutoComplete.bash(NAME, tree);
        Files.writeString(folder.resolve("lightning.bash"), bash);
        // The same script, which also speaks zsh; "#compdef" lets zsh find it in a folder of its fpath.
        Files.writeString(folder.resolve("_lightning"), "#compdef lightning\n" + bash);
        Files.writeString(folder.resolve("lightning.fish"), fish(tree));
    }

    static String fish(CommandLine tree) {
        StringBuilder script = new StringBuilder("# fish completion for lightning, made by the build\n");
        script.append("complete -c lightning -e\n");
        commands(script, tree, "__fish_use_subcommand");
        for (Map.Entry<String, CommandLine> command : tree.getSubcommands().entrySet()) {
            if (command.getValue().getCommandSpec().usageMessage().hidden()) {
                continue;
            }
            String here = "__fish_seen_subcommand_from " + command.getKey();
            Map<String, CommandLine> inner = command.getValue().getSubcommands();
            if (inner.isEmpty()) {
                options(script, command.getValue().getCommandSpec(), here);
                continue;
            }
            String names = String.join(" ", inner.keySet());
            commands(script, command.getValue(), here + "; and not __fish_seen_subcommand_from " + names);
            inner.forEach((name, one) ->
                    options(script, one.getCommandSpec(), here + "; and __fish_seen_subcommand_from " + name));
        }
        return script.toString();
    }

    private static void commands(StringBuilder script, CommandLine parent, String condition) {
        parent.getSubcommands().forEach((name, command) -> {
            CommandSpec spec = command.getCommandSpec();
            if (!spec.usageMessage().hidden()) {
                script.append(String.format(Locale.ROOT, "complete -c lightning -n '%s' -f -a %s", condition, name));
                describe(script, spec.usageMessage().description());
            }
        });
    }

    private static void options(StringBuilder script, CommandSpec spec, String condition) {
        for (OptionSpec option : spec.options()) {
            if (option.hidden()) {
                continue;
            }
            script.append(String.format(Locale.ROOT, "complete -c lightning -n '%s'", condition));
            for (String name : option.names()) {
                script.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
            }
            script.append(option.arity().max() > 0 ? " -r" : "");
            describe(script, option.description());
        }
    }

    /** The first sentence, in fish's single quotes. */
    private static void describe(StringBuilder script, String[] description) {
        String first = description.length == 0
                ? ""
                : description[0].replace("%n", "").replaceAll("\\s*\\(default: [^)]*\\)", "");
        script.append(" -d '")
                .append(first.replace("\\", "\\\\").replace("'", "\\'"))
                .append("'\n");
    }
}

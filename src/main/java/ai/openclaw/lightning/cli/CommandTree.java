package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.ReaderGone;
import ai.openclaw.lightning.client.ClientException;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.setting.ConfigException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** All commands, as picocli needs them. */
final class CommandTree {

    /** The subcommand that runs when none is named. */
    private static final Map<String, String> DEFAULT_SUBCOMMANDS =
            Map.of("traces", "list", "suggestions", "list", "config", "show", "key", "show", "team", "status");

    private static final Set<String> HELP = Set.of("-h", "--help");
    private static final int UNAUTHORIZED = 401;

    private CommandTree() {}

    /** Executes a command line and returns its exit code. */
    static int execute(CommandContext context, String... arguments) {
        String[] completed = withSubcommand(arguments);
        int code = of(context, completed).execute(completed);
        if (code == ExitCode.OK && context.out().checkError()) {
            context.say("lightning: not everything could be written; the disk may be full");
            return ExitCode.ERROR;
        }
        return code;
    }

    private static String[] withSubcommand(String[] arguments) {
        boolean named = arguments.length > 1 && (!arguments[1].startsWith("-") || HELP.contains(arguments[1]));
        String subcommand = arguments.length == 0 || named ? null : DEFAULT_SUBCOMMANDS.get(arguments[0]);
        if (subcommand == null) {
            return arguments;
        }
        List<String> completed = new ArrayList<>(List.of(arguments));
        completed.add(1, subcommand);
        return completed.toArray(String[]::new);
    }

    /**
     * Builds the tree for a command line. If the first word names a command, the tree holds only that one, because
     * reading the annotations of all commands takes longer than most commands.
     */
    static CommandLine of(CommandContext context, String... arguments) {
        IFactory factory = new ContextFactory(context);
        CommandLine tree = new CommandLine(new Lightning(), factory);
        Class<?> named = arguments.length == 0 ? null : CommandNames.named(arguments[0]);
        for (List<Class<?>> group : CommandNames.GROUPS.values()) {
            for (Class<?> command : group) {
                if (named == null || named == command) {
                    add(tree, new CommandLine(command, factory));
                }
            }
        }
        HelpLayout.applyTo(tree, CommandNames.GROUPS);
        boolean colour = context.style().colour();
        return tree.setOut(new PrintWriter(context.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(context.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(Help.defaultColorScheme(colour ? Help.Ansi.ON : Help.Ansi.OFF))
                .setUsageHelpWidth(Math.min(100, context.style().columns()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(CommandTree::executeLast)
                .setParameterExceptionHandler((mistake, line) -> report(context, mistake))
                .setExecutionExceptionHandler((failure, command, parsed) ->
                        report(context, failure, parsed.matchedOptionValue("--home", null)));
    }

    /** picocli prints a help itself, and so the end of its reader comes past the handler of a command's failures. */
    private static int executeLast(ParseResult parsed) {
        try {
            return new RunLast().execute(parsed);
        } catch (ReaderGone e) {
            return ExitCode.READER_GONE;
        }
    }

    private static void add(CommandLine tree, CommandLine command) {
        addHelp(command);
        tree.addSubcommand(command);
    }

    private static void addHelp(CommandLine command) {
        if (!(command.getCommand() instanceof HelpCommand)) {
            command.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Show this help.")
                            .build());
            command.getCommandSpec().usageMessage().commandListHeading("");
            HelpLayout.applyTo(command);
            command.getSubcommands().values().forEach(CommandTree::addHelp);
        }
    }

    /** Prints two lines, because the whole usage would push the mistake out of sight. */
    private static int report(CommandContext context, ParameterException mistake) {
        context.say("lightning: " + UsageWords.of(mistake));
        context.say("For help: " + mistake.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static int report(CommandContext context, Exception failure, String home) {
        if (failure instanceof ReaderGone) {
            return ExitCode.READER_GONE;
        }
        String message = FailureWords.of(failure, () -> Home.locate(home, context.environment()));
        int code = ExitCode.ERROR;
        if (failure instanceof CommandFailure known) {
            code = known.exitCode();
        } else if (failure instanceof ConfigException) {
            code = ExitCode.USAGE;
        } else if (failure instanceof ClientException refused) {
            code = refused.status() == 0 ? ExitCode.NOT_RUNNING : ExitCode.ERROR;
            message += refused.status() == UNAUTHORIZED
                    ? "; the bridge was started with a different key than this home now has: lightning restart"
                    : "";
        }
        context.say("lightning: " + message);
        return code;
    }
}

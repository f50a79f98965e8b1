package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.cli.ask.DashboardCommand;
import ai.openclaw.lightning.cli.ask.ExperimentsCommand;
import ai.openclaw.lightning.cli.ask.OptimizeCommand;
import ai.openclaw.lightning.cli.ask.StatsCommand;
import ai.openclaw.lightning.cli.ask.SuggestionsCommand;
import ai.openclaw.lightning.cli.ask.TracesCommand;
import ai.openclaw.lightning.cli.daemon.LogsCommand;
import ai.openclaw.lightning.cli.daemon.RestartCommand;
import ai.openclaw.lightning.cli.daemon.StartCommand;
import ai.openclaw.lightning.cli.daemon.StatusCommand;
import ai.openclaw.lightning.cli.daemon.StopCommand;
import ai.openclaw.lightning.cli.data.BackupCommand;
import ai.openclaw.lightning.cli.data.CheckCommand;
import ai.openclaw.lightning.cli.data.CleanupCommand;
import ai.openclaw.lightning.cli.data.ExportCommand;
import ai.openclaw.lightning.cli.data.ImportCommand;
import ai.openclaw.lightning.cli.data.RestoreCommand;
import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.ReaderGone;
import ai.openclaw.lightning.cli.install.InstallServiceCommand;
import ai.openclaw.lightning.cli.install.UninstallCommand;
import ai.openclaw.lightning.cli.install.UninstallServiceCommand;
import ai.openclaw.lightning.cli.setup.ConfigCommand;
import ai.openclaw.lightning.cli.setup.KeyCommand;
import ai.openclaw.lightning.client.ClientException;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.setting.ConfigException;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

/** All commands: their names, in groups as the help shows them, and how they are made. */
final class CommandTree {

    /** Maps each heading to its commands. To add a command, add its class here. */
    static final Map<String, List<Class<?>>> GROUPS = groups();

    /** The subcommand that runs when none is named. */
    private static final Map<String, String> DEFAULT_SUBCOMMANDS =
            Map.of("traces", "list", "suggestions", "list", "config", "show", "key", "show");

    private static final Set<String> HELP = Set.of("-h", "--help");
    private static final int UNAUTHORIZED = 401;

    private CommandTree() {}

    private static Map<String, List<Class<?>>> groups() {
        Map<String, List<Class<?>>> groups = new LinkedHashMap<>();
        groups.put(
                "Run the bridge",
                List.of(
                        RunCommand.class,
                        StartCommand.class,
                        StopCommand.class,
                        RestartCommand.class,
                        StatusCommand.class,
                        LogsCommand.class));
        groups.put("Look at the data", List.of(DashboardCommand.class, StatsCommand.class, TracesCommand.class));
        groups.put(
                "Improve the agent",
                List.of(SuggestionsCommand.class, ExperimentsCommand.class, OptimizeCommand.class));
        groups.put(
                "Move data",
                List.of(
                        ExportCommand.class,
                        ImportCommand.class,
                        BackupCommand.class,
                        RestoreCommand.class,
                        CheckCommand.class,
                        CleanupCommand.class));
        groups.put("Configure and check", List.of(ConfigCommand.class, KeyCommand.class, DoctorCommand.class));
        groups.put(
                "Install and remove",
                List.of(InstallServiceCommand.class, UninstallServiceCommand.class, UninstallCommand.class));
        groups.put(
                "Get started",
                List.of(DemoCommand.class, VersionCommand.class, HelpCommand.class, RehearseCommand.class));
        return groups;
    }

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
        Class<?> named = arguments.length == 0 ? null : named(arguments[0]);
        for (List<Class<?>> group : GROUPS.values()) {
            for (Class<?> command : group) {
                if (named == null || named == command) {
                    add(tree, new CommandLine(command, factory));
                }
            }
        }
        HelpLayout.applyTo(tree, GROUPS);
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

    private static Class<?> named(String word) {
        return GROUPS.values().stream()
                .flatMap(List::stream)
                .filter(command -> nameOf(command).equals(word) && command != HelpCommand.class)
                .findFirst()
                .orElse(null);
    }

    /** Derives {@code install-service} from {@code InstallServiceCommand}, which is faster than reading annotations. */
    static String nameOf(Class<?> command) {
        String words = command.getSimpleName().replace("Command", "");
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < words.length(); i++) {
            char letter = words.charAt(i);
            name.append(Character.isUpperCase(letter) && name.length() > 0 ? "-" : "")
                    .append(Character.toLowerCase(letter));
        }
        return name.toString();
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

    /** Passes the context to classes whose constructor takes it. */
    private record ContextFactory(CommandContext context) implements IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1
                        && constructor.getParameterTypes()[0] == CommandContext.class) {
                    constructor.setAccessible(true);
                    return type.cast(constructor.newInstance(context));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}

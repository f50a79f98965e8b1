package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.cli.ask.DashboardCommand;
import ai.openclaw.lightning.cli.ask.ExperimentsCommand;
import ai.openclaw.lightning.cli.ask.OptimizeCommand;
import ai.openclaw.lightning.cli.ask.RateCommand;
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
import ai.openclaw.lightning.cli.install.InstallServiceCommand;
import ai.openclaw.lightning.cli.install.UninstallCommand;
import ai.openclaw.lightning.cli.install.UninstallServiceCommand;
import ai.openclaw.lightning.cli.setup.ConfigCommand;
import ai.openclaw.lightning.cli.setup.ConnectCommand;
import ai.openclaw.lightning.cli.setup.DisconnectCommand;
import ai.openclaw.lightning.cli.setup.KeyCommand;
import ai.openclaw.lightning.cli.setup.TeamCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.HelpCommand;

/** The names of all commands, in groups as the help shows them. */
final class CommandNames {

    /** Maps each heading to its commands. To add a command, add its class here. */
    static final Map<String, List<Class<?>>> GROUPS = groups();

    private CommandNames() {}

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
                List.of(SuggestionsCommand.class, ExperimentsCommand.class, RateCommand.class, OptimizeCommand.class));
        groups.put(
                "Move data",
                List.of(
                        ExportCommand.class,
                        ImportCommand.class,
                        BackupCommand.class,
                        RestoreCommand.class,
                        CheckCommand.class,
                        CleanupCommand.class));
        groups.put(
                "Configure and check",
                List.of(
                        ConnectCommand.class,
                        DisconnectCommand.class,
                        ConfigCommand.class,
                        KeyCommand.class,
                        TeamCommand.class,
                        DoctorCommand.class));
        groups.put(
                "Install and remove",
                List.of(InstallServiceCommand.class, UninstallServiceCommand.class, UninstallCommand.class));
        groups.put(
                "Get started",
                List.of(DemoCommand.class, VersionCommand.class, HelpCommand.class, RehearseCommand.class));
        return groups;
    }

    /** Returns the command of that name, or null. */
    static Class<?> named(String word) {
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
}

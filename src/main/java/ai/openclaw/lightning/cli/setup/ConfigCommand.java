package ai.openclaw.lightning.cli.setup;

import picocli.CommandLine.Command;

/** {@code lightning config}. */
@Command(
        name = "config",
        description = "Show the settings in force, check a configuration file, or print where it is.",
        subcommands = {ConfigShowCommand.class, ConfigValidateCommand.class, ConfigPathCommand.class},
        footer = {"", "Without a command: show. All settings are described in docs/configuration.md."})
public final class ConfigCommand {}

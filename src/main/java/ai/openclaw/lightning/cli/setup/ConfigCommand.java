package ai.openclaw.lightning.cli.setup;

import picocli.CommandLine.Command;

/** {@code lightning config}. */
@Command(
        name = "config",
        description = "Show, change or check the settings.",
        subcommands = {
            ConfigShowCommand.class,
            ConfigSetCommand.class,
            ConfigValidateCommand.class,
            ConfigPathCommand.class
        },
        footer = {"", "The default command is show. docs/configuration.md describes all settings."})
public final class ConfigCommand {}

package ai.openclaw.lightning.cli.setup;

import picocli.CommandLine.Command;

/** {@code lightning key}. */
@Command(
        name = "key",
        description = "Print a key of the bridge, or create a new one.",
        subcommands = {KeyShowCommand.class, KeyRotateCommand.class},
        footer = {
            "",
            "If an API key is set, every request needs it. Decisions, such as accepting a rule, need a key of their own: "
                    + "--decisions. The default command is show."
        })
public final class KeyCommand {}

package ai.openclaw.lightning.cli.setup;

import picocli.CommandLine.Command;

/** {@code lightning key}. */
@Command(
        name = "key",
        description = "Print the API key, or make a new one.",
        subcommands = {KeyShowCommand.class, KeyRotateCommand.class},
        footer = {"", "Without a command: show."})
public final class KeyCommand {}

package ai.openclaw.lightning.cli.setup;

import picocli.CommandLine.Command;

/** {@code lightning key}. */
@Command(
        name = "key",
        description = "Print a key of the bridge, or make a new one.",
        subcommands = {KeyShowCommand.class, KeyRotateCommand.class},
        footer = {
            "",
            "The API key is for all requests, where one is set. The key of --decisions is for people who decide.",
            "Without a command: show."
        })
public final class KeyCommand {}

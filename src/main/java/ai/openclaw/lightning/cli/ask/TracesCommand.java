package ai.openclaw.lightning.cli.ask;

import picocli.CommandLine.Command;

/** {@code lightning traces}. */
@Command(
        name = "traces",
        description = "List traces, or show one with its tool calls and rewards.",
        subcommands = {TracesListCommand.class, TracesShowCommand.class},
        footer = {
            "",
            "The default command is list. Examples:",
            "  lightning traces --failed --since 2h",
            "  lightning traces show last"
        })
public final class TracesCommand {}

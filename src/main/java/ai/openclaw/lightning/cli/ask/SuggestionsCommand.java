package ai.openclaw.lightning.cli.ask;

import picocli.CommandLine.Command;

/** {@code lightning suggestions}. */
@Command(
        name = "suggestions",
        description = "List what the optimizer suggests, and decide on it.",
        subcommands = {
            SuggestionsListCommand.class,
            SuggestionsShowCommand.class,
            DecideCommand.Accept.class,
            DecideCommand.Reject.class,
            DecideCommand.Rollback.class,
            DecideCommand.Pause.class,
            DecideCommand.Resume.class,
            DecideCommand.Retire.class
        },
        footer = {"", "The default command is list. docs/optimizer.md explains grades and effects."})
public final class SuggestionsCommand {}

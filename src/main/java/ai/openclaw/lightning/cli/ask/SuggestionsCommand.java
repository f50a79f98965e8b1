package ai.openclaw.lightning.cli.ask;

import picocli.CommandLine.Command;

/** {@code lightning suggestions}. */
@Command(
        name = "suggestions",
        description = "List what the optimizer suggests, show one with its evidence, and decide about it.",
        subcommands = {
            SuggestionsListCommand.class,
            SuggestionsShowCommand.class,
            DecideCommand.Accept.class,
            DecideCommand.Reject.class,
            DecideCommand.Rollback.class,
            DecideCommand.Resume.class,
            DecideCommand.Retire.class
        },
        footer = {"", "Without a command: list. What grades and effects mean stands in docs/optimizer.md."})
public final class SuggestionsCommand {}

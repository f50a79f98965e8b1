package ai.openclaw.lightning.cli.setup;

import picocli.CommandLine.Command;

/** {@code lightning team}. */
@Command(
        name = "team",
        description = "Share traces with a team, and get its rules.",
        subcommands = {TeamJoinCommand.class, TeamStatusCommand.class, TeamLeaveCommand.class},
        footer = {
            "",
            "The bridge of this machine goes on by itself while the team's is away, and sends later what it missed. The default"
                    + " command is status."
        })
public final class TeamCommand {}

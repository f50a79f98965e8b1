package ai.openclaw.lightning.cli.setup;

import picocli.CommandLine.Command;

/** {@code lightning key}. */
@Command(
        name = "key",
        description = "Print a key of the bridge, create a new one, or give out keys with names.",
        subcommands = {
            KeyShowCommand.class,
            KeyRotateCommand.class,
            KeyAddCommand.class,
            KeyListCommand.class,
            KeyRevokeCommand.class
        },
        footer = {
            "",
            "If an API key is set, every request needs it. Decisions, such as accepting a rule, need a key of their own: "
                    + "--decisions. Keys with names are for others: each allows what its scopes say. The default command is"
                    + " show."
        })
public final class KeyCommand {}

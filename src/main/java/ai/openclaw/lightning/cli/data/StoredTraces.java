package ai.openclaw.lightning.cli.data;

import ai.openclaw.lightning.Stores;
import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.table.StorageSection;
import ai.openclaw.lightning.storage.StoreCommands;

/** Gives commands direct access to the store of a home. */
final class StoredTraces {

    private StoredTraces() {}

    /**
     * Returns the store's commands.
     *
     * @param command the name of the command that needs them
     * @throws CommandFailure if the store has none
     */
    static StoreCommands of(HomeOption home, String command) {
        Config config = home.config();
        return Stores.commands(config, home.home())
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.ERROR,
                        "the store \"" + config.get(StorageSection.TYPE) + "\" does not support lightning " + command));
    }
}

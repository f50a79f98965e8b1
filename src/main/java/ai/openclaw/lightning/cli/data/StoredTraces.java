package ai.openclaw.lightning.cli.data;

import ai.openclaw.lightning.Stores;
import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.table.StorageSection;
import ai.openclaw.lightning.storage.StoreCommands;

/** The store of a home, for commands that work on it by themselves. */
final class StoredTraces {

    private StoredTraces() {}

    /**
     * The store's commands.
     *
     * @param command that wants them, as it is typed
     * @throws CommandFailure where the store has none
     */
    static StoreCommands of(HomeOption home, String command) {
        Config config = home.config();
        return Stores.commands(config, home.home())
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.ERROR,
                        "lightning " + command + " can't work on the store \""
                                + config.get(StorageSection.TYPE)
                                + "\": the plugin that it comes from has nothing for commands"));
    }
}

package ai.openclaw.lightning.cli.frame;

import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.client.PinnedCertificate;
import ai.openclaw.lightning.config.BridgeAddress;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.ConfigLoader;
import ai.openclaw.lightning.config.DecisionKey;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.config.table.BridgeSection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option {@code --home}, and the bridge of that home. The lock says whether one runs, and at which address. */
public final class HomeOption {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Home of the bridge. The default is LIGHTNING_HOME, else $OPENCLAW_STATE_DIR/lightning, "
                    + "else ~/.openclaw/lightning.")
    private String folder;

    private final Map<String, String> environment;

    public HomeOption(CommandContext context) {
        this.environment = context.environment();
    }

    /** Returns the chosen home, which need not exist. */
    public Home home() {
        return Home.locate(folder, environment);
    }

    /**
     * Loads the settings of that home.
     *
     * @throws ai.openclaw.lightning.config.setting.ConfigException if they are invalid
     */
    public Config config() {
        return ConfigLoader.load(home().configFile(), environment, Map.of()).config();
    }

    /** Returns the process that holds the home, if any. */
    public Optional<HomeLock.Holder> holder() {
        return HomeLock.holder(home());
    }

    /**
     * Returns a client for the bridge that runs on the home.
     *
     * @throws CommandFailure if none runs, or if it is not ready yet
     */
    public BridgeClient bridge() {
        HomeLock.Holder holder = holder().orElseThrow(this::notRunning);
        if (holder.address() == null) {
            throw new CommandFailure(
                    ExitCode.NOT_RUNNING,
                    "the bridge (process " + holder.pid() + ") is starting or stopping; try again in a moment");
        }
        return client(holder.address());
    }

    /** Creates a client for that address, with the keys and the certificate of the home. */
    public BridgeClient client(String address) {
        Config config = config();
        Secret key = config.get(BridgeSection.API_KEY);
        Secret decisionKey = DecisionKey.of(home());
        if (!BridgeAddress.of(config).tls() || !address.startsWith("https:")) {
            return new BridgeClient(address, key, decisionKey);
        }
        Path certificate = home().resolve(config.get(BridgeSection.TLS_CERT_PATH));
        return new BridgeClient(address, key, decisionKey, PinnedCertificate.read(certificate));
    }

    /**
     * Creates the home if it does not exist yet.
     *
     * @throws CommandFailure if that is impossible, or if a bridge runs on it
     */
    public void prepare() {
        try {
            HomeLock.take(home()).close();
        } catch (ConfigException | IOException e) {
            throw new CommandFailure(ExitCode.ERROR, e.getMessage());
        }
    }

    /** Creates the failure of a command that needs a running bridge and finds none. */
    public CommandFailure notRunning() {
        return new CommandFailure(
                ExitCode.NOT_RUNNING, "no bridge is running on " + home().root() + "; start it with: lightning start");
    }
}

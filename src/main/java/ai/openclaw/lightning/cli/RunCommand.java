package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.config.table.BridgeSection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lightning run} as picocli sees it: for its help, and for naming mistakes. */
@Command(
        name = "run",
        description = "Run the bridge in the foreground until Ctrl-C or SIGTERM.",
        footer = {
            "",
            "The home is the first of these that is set: --home, LIGHTNING_HOME, $OPENCLAW_STATE_DIR/lightning. "
                    + "The default is ~/.openclaw/lightning.",
            "",
            "Settings come from <home>/config.json, from LIGHTNING_* variables and from flags; the later one wins. "
                    + "docs/configuration.md describes them all, and conf/config.json is a file to copy from.",
            "",
            "Exit codes: 0 stopped, 1 error, 2 wrong usage or settings, 5 port taken.",
            "Examples:",
            "  lightning run",
            "  lightning run --port 0 --home /tmp/try    the port is in /tmp/try/bridge.port",
            "  lightning run --set retention.days=7 --set logging.level=debug"
        })
final class RunCommand implements Callable<Integer> {

    @Option(names = "--home", paramLabel = "DIR", description = "Folder for settings, database and logs.")
    private String home;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Short for --set bridge.port=PORT; 0 picks a free port.")
    private String port;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Override a setting; can be repeated.")
    private Map<String, String> settings = Map.of();

    @Option(names = "--background", hidden = true)
    private boolean background;

    @Override
    public Integer call() {
        return new Runner(System.getenv(), System.err).run(flags());
    }

    RunFlags flags() {
        Map<String, String> all = new LinkedHashMap<>(settings);
        if (port != null) {
            all.put(BridgeSection.PORT.key(), port);
        }
        return new RunFlags(home, all, background);
    }
}

package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.client.ClientException;
import ai.openclaw.lightning.config.Caller;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.ConfigException;
import ai.openclaw.lightning.config.ConfigLoader;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.importing.Importer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lightning import}. */
@Command(
        name = "import",
        description = "Send recorded agent runs to a running bridge.",
        footer = {
            "",
            "Reads tau-bench trajectories and InterCode SQL sessions (.json or .json.gz). Ids follow from file name and",
            "record, so importing a file again changes nothing, and an import that broke off can simply be repeated.",
            "",
            "Exit codes: 0 all stored, 1 something was not, 2 wrong usage or settings, 3 no bridge is running.",
            "Example:",
            "  lightning import gpt-4o-airline.json.gz"
        })
final class ImportCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files to import.")
    private List<String> files;

    @Option(names = "--url", paramLabel = "URL", description = "The bridge; by default the one that runs on the home.")
    private String url;

    @Option(names = "--home", paramLabel = "DIR", description = "Home of the bridge, as in \"run\".")
    private String home;

    @Override
    public Integer call() throws IOException {
        try {
            Importer importer = new Importer(
                    client(),
                    counts -> System.err.printf("\r%d traces, %d tool calls", counts.traces(), counts.toolCalls()));
            for (String name : files) {
                Path file = Caller.path(name);
                importer.importFile(file);
                System.err.println("  " + file.getFileName());
            }
            return report(importer.counts());
        } catch (ConfigException e) {
            System.err.println("lightning: " + e.getMessage());
            return ExitCode.USAGE;
        } catch (ClientException e) {
            System.err.println("lightning: " + e.getMessage());
            return e.status() == 0 ? ExitCode.NOT_RUNNING : ExitCode.ERROR;
        }
    }

    private static int report(Importer.Counts counts) {
        System.out.printf(
                "%d traces, %d tool calls, %d rewards stored, %d rejected%n",
                counts.traces(), counts.toolCalls(), counts.rewards(), counts.rejected());
        if (counts.rejected() == 0) {
            return ExitCode.OK;
        }
        System.err.println("first rejection: " + counts.firstRejection());
        return ExitCode.ERROR;
    }

    private BridgeClient client() {
        Home place = Home.locate(home, System.getenv());
        Config config =
                ConfigLoader.load(place.configFile(), System.getenv(), Map.of()).config();
        String address = url == null ? address(config, place) : url.replaceFirst("/+$", "");
        return new BridgeClient(address, config.bridge().apiKey());
    }

    private static String address(Config config, Home home) {
        int port = config.bridge().port();
        if (Files.exists(home.portFile())) {
            try {
                port = Integer.parseInt(Files.readString(home.portFile()).strip());
            } catch (IOException | NumberFormatException e) {
                throw new ConfigException(home.portFile() + ": can't be read: " + e, e);
            }
        }
        return new Banner(config, home, port)
                .address()
                .replace("//0.0.0.0:", "//127.0.0.1:")
                .replace("//[::]:", "//[::1]:");
    }
}

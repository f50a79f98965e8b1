package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.Bridge;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.config.IoReason;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.config.table.BridgeSection;
import ai.openclaw.lightning.demo.DemoReport;
import ai.openclaw.lightning.demo.SimulatedAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lightning demo}. */
@Command(
        name = "demo",
        description = "See what the bridge does, with a simulated agent, in a minute.",
        footer = {
            "",
            "The demo starts its own bridge in a temporary home, on a free port. It does not touch your bridge.",
            "Example:",
            "  lightning demo --stay     keep it running, and try the curl commands it prints"
        })
final class DemoCommand implements Callable<Integer> {

    private static final long SESSION_ABOUT_MS = 400_000;

    @Option(
            names = "--sessions",
            paramLabel = "N",
            description = "Number of sessions to simulate (default: ${DEFAULT-VALUE}).")
    private int sessions = 40;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the simulation; the same seed gives the same run (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--stay", description = "Leave the bridge running until Ctrl-C.")
    private boolean stay;

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("lightning-demo");
        Home home = new Home(folder.resolve("home"));
        Config config = Config.of(Map.of(BridgeSection.PORT.key(), "0"));
        try (HomeLock lock = HomeLock.take(home);
                Bridge bridge = Bridge.start(config, home, Version.current())) {
            Banner banner = new Banner(config, home, bridge.port());
            lock.publish(banner.address());
            banner.lines().forEach(System.err::println);
            BridgeClient client = new BridgeClient(banner.address(), Secret.NONE, Secret.NONE);
            SimulatedAgent agent =
                    new SimulatedAgent(client, seed, System.currentTimeMillis() - sessions * SESSION_ABOUT_MS);
            for (int number = 1; number <= sessions; number++) {
                agent.work(number);
            }
            System.out.println("stored " + sessions + " sessions of a simulated agent");
            new DemoReport(client, System.out).print();
            nextCommands(stay ? banner.address() : "http://127.0.0.1:8765").forEach(System.out::println);
            if (stay) {
                stayUntilInterrupted(bridge, lock);
            }
        } finally {
            Home.deleteTree(folder);
        }
        return ExitCode.OK;
    }

    private List<String> nextCommands(String address) {
        return List.of(
                "",
                stay
                        ? "Try these, and press Ctrl-C to stop:"
                        : "To try these, start a bridge of your own (lightning run):",
                "  curl " + address + "/stats",
                "  curl '" + address + "/traces?limit=3'",
                "  curl " + address + "/optimize/suggestions");
    }

    /** Ctrl-C ends the process while this waits, so the shutdown hook does what try would have done. */
    private static void stayUntilInterrupted(Bridge bridge, HomeLock lock) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(bridge, lock), "shutdown"));
        new CountDownLatch(1).await();
    }

    private static void close(Bridge bridge, HomeLock lock) {
        try (lock) {
            bridge.close();
        } catch (IOException e) {
            System.err.println("lightning: " + IoReason.of(e));
        }
    }
}

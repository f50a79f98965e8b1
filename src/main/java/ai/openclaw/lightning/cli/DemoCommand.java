package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.Bridge;
import ai.openclaw.lightning.cli.ask.Browser;
import ai.openclaw.lightning.cli.ask.DashboardCommand;
import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.Limits;
import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.DecisionKey;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.config.table.BridgeSection;
import ai.openclaw.lightning.config.table.LoggingSection;
import ai.openclaw.lightning.demo.Habit;
import ai.openclaw.lightning.demo.SimulatedAgent;
import ai.openclaw.lightning.demo.Story;
import ai.openclaw.lightning.logging.Logging;
import ai.openclaw.lightning.terminal.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lightning demo}. */
@Command(
        name = "demo",
        description = "Watch the bridge find rules, test them and judge them, in less than a minute.",
        footer = {
            "",
            "The demo starts its own bridge in a temporary home, on a free port, and two simulated agents that use it. "
                    + "It does not touch your bridge, and deletes its home when it ends.",
            "Examples:",
            "  lightning demo            read the story",
            "  lightning demo --open     see it on the page as well"
        })
final class DemoCommand implements Callable<Integer> {

    private static final int SESSIONS_MAX = 1_000;

    @Option(
            names = "--sessions",
            paramLabel = "N",
            description = "Sessions of each agent before the bridge is asked for a rule (default: ${DEFAULT-VALUE}).")
    private int sessions = 150;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the simulation; another seed gives other sessions (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--stay", description = "Leave the bridge running until Ctrl-C.")
    private boolean stay;

    @Option(names = "--open", description = "Watch it on the bridge's page, in a browser. Implies --stay.")
    private boolean open;

    private static final Logger LOG = LoggerFactory.getLogger(DemoCommand.class);

    private final CommandContext context;

    DemoCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        Limits.check("--sessions", sessions, 1, SESSIONS_MAX);
        try (DemoHome demo = DemoHome.make()) {
            Config config = Config.of(Map.of(
                    BridgeSection.PORT.key(), "0",
                    LoggingSection.LEVEL.key(), "warn",
                    LoggingSection.FILE_ENABLED.key(), "false"));
            Logging.configure(config, demo.home());
            HomeLock lock = HomeLock.take(demo.home());
            demo.closeFirst(lock);
            Bridge bridge = Bridge.start(config, demo.home(), Version.current());
            demo.closeFirst(bridge);
            String address = new Banner(config, demo.home(), bridge.port()).address();
            lock.publish(address);
            BridgeClient client = new BridgeClient(address, Secret.NONE, DecisionKey.of(demo.home()));
            if (open) {
                show(DashboardCommand.link(client));
            }
            tell(client);
            // Vert.x may still hand a task to the thread pool of a part that has just closed. Nothing of it is wanted.
            Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> LOG.debug("thread {}", thread, failure));
            if (stay || open) {
                lookAround(address, demo).forEach(this::print);
                new CountDownLatch(1).await();
            }
        }
        return ExitCode.OK;
    }

    private void show(String link) {
        if (!Browser.of(context.environment()).open(link)) {
            print("No browser could be started here; open this link in one within two minutes:");
            print("  " + link);
        }
    }

    private void print(String text) {
        Lines.wrapped(text, 4, context.style().columns()).forEach(context.out()::println);
    }

    private void tell(BridgeClient client) throws InterruptedException {
        List<SimulatedAgent> agents = List.of(
                new SimulatedAgent(client, Habit.REPAIRS, seed), new SimulatedAgent(client, Habit.ANSWERS, seed));
        Story story = new Story(client, this::print);
        story.observe(agents, sessions);
        List<String> verdicts = new ArrayList<>();
        for (SimulatedAgent agent : agents) {
            verdicts.add(story.improve(agent));
        }
        if (verdicts.get(0).equals("adopted")
                && Set.of("rolled_back", "refuted").contains(verdicts.get(1))) {
            story.moral();
        }
    }

    private static List<String> lookAround(String address, DemoHome demo) {
        return List.of(
                "",
                "The bridge of this demo is still running at " + address
                        + ". Look around, and press Ctrl-C to stop it:",
                "  lightning status --home " + demo.home().root(),
                "  lightning suggestions --home " + demo.home().root(),
                "  curl '" + address + "/traces?limit=3'");
    }
}

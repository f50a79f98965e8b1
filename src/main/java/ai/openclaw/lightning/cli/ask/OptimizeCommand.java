package ai.openclaw.lightning.cli.ask;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Limits;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.terminal.Amounts;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lightning optimize}. */
@Command(
        name = "optimize",
        description = "Run the optimizer now, and wait until it has read all closed traces.",
        footer = {"", "It also runs by itself whenever a trace is closed."})
public final class OptimizeCommand implements Callable<Integer> {

    private static final int POLL_INTERVAL_MS = 100;

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "Longest wait for the result; 0 does not wait (default: ${DEFAULT-VALUE}).")
    private int waitSeconds = 120;

    @Override
    public Integer call() throws InterruptedException {
        Limits.check("--wait", waitSeconds, 0, Limits.SECONDS_MAX);
        BridgeClient bridge = home.bridge();
        long runsBefore = optimizer(bridge).path("runs").asLong();
        bridge.decide("/optimize/run", JsonNodeFactory.instance.objectNode());
        long deadline = System.nanoTime() + Duration.ofSeconds(waitSeconds).toNanos();
        JsonNode now = optimizer(bridge);
        while (waitSeconds > 0 && !isDone(now, runsBefore)) {
            if (System.nanoTime() - deadline > 0) {
                throw new CommandFailure(
                        ExitCode.ERROR,
                        "not done after " + waitSeconds
                                + " s; the optimizer is still running. To watch: lightning stats --json");
            }
            Thread.sleep(POLL_INTERVAL_MS); // the bridge can't notify this command
            now = optimizer(bridge);
        }
        return report(now);
    }

    private static JsonNode optimizer(BridgeClient bridge) {
        return bridge.get("/stats").path("optimizer");
    }

    private static boolean isDone(JsonNode optimizer, long runsBefore) {
        boolean ran = optimizer.path("runs").asLong() > runsBefore;
        boolean nothingLeft = optimizer.path("caught_up").asBoolean();
        return ran && (nothingLeft || optimizer.path("problem").isTextual());
    }

    private int report(JsonNode optimizer) {
        boolean failed = waitSeconds > 0 && optimizer.path("problem").isTextual();
        if (output.isJson()) {
            output.document(optimizer);
        } else if (waitSeconds == 0) {
            output.message("the optimizer will run soon");
        } else if (failed) {
            output.message("lightning: the optimizer failed: " + JsonFields.text(optimizer, "problem"));
        } else {
            output.paragraph(
                    Amounts.count(JsonFields.number(optimizer, "analyzed_traces")) + " closed traces analyzed, "
                            + Amounts.count(JsonFields.number(optimizer, "suggestions"), "suggestion"),
                    null);
            output.message("to see them: lightning suggestions");
        }
        return failed ? ExitCode.ERROR : ExitCode.OK;
    }
}

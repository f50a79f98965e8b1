package ai.openclaw.lightning.cli.daemon;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.Connected;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.cli.frame.SharingWords;
import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.connecting.HookFiles;
import ai.openclaw.lightning.doctor.HookChecks;
import ai.openclaw.lightning.doctor.SendingAgents;
import ai.openclaw.lightning.terminal.Amounts;
import ai.openclaw.lightning.terminal.OutputStyle.Tone;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lightning status}. */
@Command(
        name = "status",
        description = "Show whether the bridge is running and healthy.",
        footer = {"", "Exit codes: 0 running and healthy, 3 not running, 4 unhealthy."})
public final class StatusCommand implements Callable<Integer> {

    private static final int OK = 200;

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    private final Map<String, String> environment;

    public StatusCommand(CommandContext context) {
        this.environment = context.environment();
    }

    @Override
    public Integer call() {
        Optional<HomeLock.Holder> holder = home.holder();
        if (holder.isEmpty() || holder.get().address() == null) {
            return notReady(holder);
        }
        BridgeClient bridge = home.client(holder.get().address());
        BridgeClient.Response health = bridge.getAnyStatus("/health");
        BridgeClient.Response stats = bridge.getAnyStatus("/stats");
        Attention attention = Attention.of(bridge);
        boolean healthy = health.status() == OK && !hasFailingCheck(health.body());
        if (output.isJson()) {
            ObjectNode status = status(holder).put("healthy", healthy);
            status.set("health", health.body());
            status.put("suggestions_to_decide", attention.toDecide());
            ArrayNode paused = status.putArray("experiments_paused");
            attention.paused().forEach(paused::add);
            status.set("clients", stats.body().path("clients"));
            status.set("sharing", stats.body().path("sharing"));
            output.document(status);
        } else {
            print(health.body(), healthy);
            Stream.concat(
                            attention.sentences().stream(),
                            HookChecks.sentences(
                                    new HookFiles(environment), holder.get().address())
                                    .stream())
                    .forEach(sentence -> output.field("for you", sentence, Tone.STRONG));
            if (stats.status() == OK) {
                printAgents(
                        Connected.of(bridge, stats.body(), System.currentTimeMillis()),
                        SendingAgents.of(environment, holder.get().address()));
            }
            printWhere(holder.get(), health.body());
            if (stats.status() == OK) {
                printWork(stats.body());
            }
        }
        return healthy ? ExitCode.OK : ExitCode.UNHEALTHY;
    }

    /** A bridge that stores events answers 200 even if its optimizer has failed. */
    private static boolean hasFailingCheck(JsonNode health) {
        return health.path("checks").properties().stream()
                .anyMatch(check -> check.getValue().path("status").asText().equals("fail"));
    }

    private int notReady(Optional<HomeLock.Holder> holder) {
        if (output.isJson()) {
            output.document(status(holder));
        } else if (holder.isEmpty()) {
            output.line(output.style().tone(Tone.WARNING, "not running"));
            output.field("home", home.home().root());
            output.field("start", "lightning start");
        } else {
            output.line(output.style().tone(Tone.WARNING, "starting or stopping"));
            output.field("home", home.home().root());
            output.field("process", holder.get().pid());
        }
        return ExitCode.NOT_RUNNING;
    }

    private ObjectNode status(Optional<HomeLock.Holder> holder) {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("running", holder.isPresent() && holder.get().address() != null);
        status.put("home", home.home().root().toString());
        status.put("pid", holder.map(HomeLock.Holder::pid).orElse(null));
        return status.put("address", holder.map(HomeLock.Holder::address).orElse(null));
    }

    private void print(JsonNode health, boolean healthy) {
        output.line(
                healthy
                        ? output.style().tone(Tone.GOOD, "running, healthy")
                        : output.style().tone(Tone.BAD, "running, unhealthy"));
        health.path("checks").properties().forEach(check -> {
            String status = check.getValue().path("status").asText();
            if (!status.equals("pass")) {
                output.field(
                        check.getKey(),
                        check.getValue().path("detail").asText(status),
                        status.equals("warn") ? Tone.WARNING : Tone.BAD);
            }
        });
    }

    private void printAgents(Connected connected, List<String> sending) {
        if (connected.never()) {
            output.field(
                    "agents",
                    "none has ever come; " + (sending.isEmpty() ? "to connect one: " : "")
                            + Connected.firstStep(sending),
                    Tone.WARNING);
        }
        if (connected.withoutKey() > 0) {
            output.field(
                    "no key",
                    Amounts.count(connected.withoutKey(), "request")
                            + " had no key, or a wrong one; clients need it: lightning key show",
                    Tone.WARNING);
        }
        for (int i = 0; i < connected.last().size(); i++) {
            output.field(i == 0 ? "last event" : "", connected.last().get(i));
        }
    }

    private void printWhere(HomeLock.Holder holder, JsonNode health) {
        output.field("address", holder.address());
        output.field("page", "lightning dashboard opens it at " + holder.address() + "/");
        output.field("home", home.home().root());
        output.field(
                "process",
                holder.pid() + ", up " + Amounts.duration(health.path("uptime").asLong() * 1_000));
        output.field("version", health.path("version").asText());
    }

    private void printWork(JsonNode stats) {
        JsonNode storage = stats.path("storage");
        output.field(
                "stored",
                Amounts.count(stats.path("total_traces").numberValue(), "trace") + ", "
                        + Amounts.bytes(storage.path("database_bytes").asLong()
                                + storage.path("wal_bytes").asLong()) + "; "
                        + Amounts.count(stats.path("active_sessions").numberValue(), "session") + " active");
        JsonNode optimizer = stats.path("optimizer");
        output.field(
                "optimizer",
                "suggestions: " + Amounts.count(optimizer.path("suggestions").numberValue())
                        + ", experiments running: "
                        + Amounts.count(optimizer.path("experiments_running").numberValue()) + ", mode: "
                        + optimizer.path("mode").asText());
        if (optimizer.path("helper").isObject()) {
            output.field("helper", helper(optimizer.path("helper")));
        }
        if (optimizer.path("problem").isTextual()) {
            output.field("", optimizer.path("problem").asText(), Tone.WARNING);
        }
        JsonNode sharing = stats.path("sharing");
        output.field("sharing", sharing.isObject() ? SharingWords.sentence(sharing) : "no team");
    }

    /** How good its ideas were, and what it costs; what is wrong with it is among the checks. */
    private static String helper(JsonNode helper) {
        String asked = helper.path("switched_off").asBoolean()
                ? "off"
                : helper.path("calls_today").asText() + " of "
                        + Amounts.count(helper.path("calls_per_day").numberValue(), "call") + " made today";
        return helper.path("model").asText() + ": " + asked + "; of its ideas, "
                + helper.path("ideas_adopted").asText() + " of the "
                + helper.path("ideas_judged").asText()
                + " tried were adopted";
    }
}

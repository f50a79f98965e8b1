package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.Stores;
import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.ConfigLoader;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.config.table.StorageSection;
import ai.openclaw.lightning.doctor.BridgeChecks;
import ai.openclaw.lightning.doctor.CheckResult;
import ai.openclaw.lightning.doctor.CheckResult.Level;
import ai.openclaw.lightning.doctor.HomeChecks;
import ai.openclaw.lightning.doctor.Machine;
import ai.openclaw.lightning.doctor.MachineChecks;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.storage.StoreCommands;
import ai.openclaw.lightning.terminal.OutputStyle.Tone;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lightning doctor}. */
@Command(
        name = "doctor",
        description = "Find problems on this machine, and show how to fix them.",
        footer = {"", "It changes nothing.", "", "Exit codes: 0 no problem found, 4 a problem found."})
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    private final Map<String, String> environment;

    DoctorCommand(CommandContext context) {
        this.environment = context.environment();
    }

    @Override
    public Integer call() {
        List<CheckResult> results = results(Machine.current());
        boolean failed = results.stream().anyMatch(result -> result.level() == Level.FAILURE);
        if (output.isJson()) {
            output.document(document(results, !failed));
        } else {
            results.forEach(this::print);
        }
        return failed ? ExitCode.UNHEALTHY : ExitCode.OK;
    }

    private List<CheckResult> results(Machine machine) {
        List<CheckResult> results = new ArrayList<>();
        results.add(CheckResult.ok(
                "java", System.getProperty("java.runtime.version") + " in " + System.getProperty("java.home")));
        Optional<HomeLock.Holder> holder = Optional.empty();
        try {
            holder = home.holder();
        } catch (ConfigException e) {
            // the check of the home reports an unreadable home
        }
        Optional<Config> config = Optional.empty();
        CheckResult settings;
        try {
            ConfigLoader.Loaded loaded = ConfigLoader.load(home.home().configFile(), environment, Map.of());
            config = Optional.of(loaded.config());
            settings = configuration(loaded.warnings());
        } catch (ConfigException e) {
            settings = CheckResult.failure(
                    "settings",
                    e.getMessage(),
                    "\"${EDITOR:-vi}\" '" + home.home().configFile() + "' && lightning config validate");
        }
        Config known = config.orElseGet(Config::defaults);
        results.add(MachineChecks.classArchive(System.getProperty("lightning.archive"), holder.isPresent()));
        results.addAll(new HomeChecks(home.home(), machine).all());
        results.addAll(new MachineChecks(home.home(), machine).all(holder, known));
        results.add(database(known));
        results.add(settings);
        if (config.isPresent()) {
            results.add(BridgeChecks.port(known, holder));
            results.add(BridgeChecks.decisions(known));
            results.add(bridge(holder));
            Optional<String> address = holder.map(HomeLock.Holder::address);
            address.flatMap(at -> BridgeChecks.optimizer(home.client(at))).ifPresent(results::add);
            List<String> sending = AgentChecks.sending(known, address, environment);
            address.flatMap(at -> AgentChecks.lastEvents(home.client(at), sending))
                    .ifPresent(results::add);
            results.add(SharingCheck.of(known, address.map(home::client)));
            results.addAll(AgentChecks.hooks(known, address, environment));
            AgentChecks.openclaw(known, address, environment).ifPresent(results::add);
        }
        return results;
    }

    private CheckResult configuration(List<String> warnings) {
        return warnings.isEmpty()
                ? CheckResult.ok("settings", "valid")
                : CheckResult.warning(
                        "settings",
                        String.join("; ", warnings),
                        "unset " + warnings.get(0).replaceAll(":.*", ""));
    }

    private CheckResult database(Config config) {
        Optional<StoreCommands> store;
        try {
            store = Stores.commands(config, home.home());
        } catch (ConfigException e) {
            return CheckResult.failure("database", e.getMessage(), "lightning config show --origin");
        }
        if (store.isEmpty()) {
            return CheckResult.ok(
                    "database", "the store \"" + config.get(StorageSection.TYPE) + "\" can't be checked from here");
        }
        return store.get()
                .problem()
                .map(problem -> CheckResult.failure("database", problem.sentence(), problem.fix()))
                .orElseGet(() -> CheckResult.ok(
                        "database",
                        (isEmpty(store.get()) ? "nothing is stored yet; the first start makes " : "")
                                + store.get().place()));
    }

    private static boolean isEmpty(StoreCommands store) {
        try {
            store.bytes();
            return false;
        } catch (IOException | BridgeException e) {
            return true; // a store that is there and has a problem was reported above
        }
    }

    private CheckResult bridge(Optional<HomeLock.Holder> holder) {
        if (holder.isEmpty()) {
            return CheckResult.ok("bridge", "not running; to start it: lightning start");
        }
        return holder.get().address() == null
                ? CheckResult.warning("bridge", "starting or stopping", "lightning status")
                : BridgeChecks.bridge(home.client(holder.get().address()), Version.current());
    }

    private void print(CheckResult result) {
        output.finding(
                switch (result.level()) {
                    case OK -> Tone.GOOD;
                    case WARNING -> Tone.WARNING;
                    case FAILURE -> Tone.BAD;
                },
                result.check(),
                result.detail());
        if (result.fix() != null) {
            output.fix(result.fix());
        }
    }

    private static ObjectNode document(List<CheckResult> results, boolean ok) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("ok", ok);
        ArrayNode checks = document.putArray("checks");
        for (CheckResult result : results) {
            checks.addObject()
                    .put("check", result.check())
                    .put("level", result.level().name().toLowerCase(Locale.ROOT))
                    .put("detail", result.detail())
                    .put("fix", result.fix());
        }
        return document;
    }
}

package ai.openclaw.lightning;

import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.http.HttpSettings;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.optimizer.run.RunSettings;
import ai.openclaw.lightning.storage.StoreSettings;
import ai.openclaw.lightning.writer.WriterSettings;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What the configuration means for each part of the bridge; the parts do not know the configuration. */
final class PartSettings {

    private PartSettings() {}

    static WriterSettings writer(Config config) {
        return new WriterSettings(
                config.writer().queueEventsMax(),
                config.writer().queueBytesMax(),
                config.writer().batchEventsMax(),
                TimeUnit.SECONDS.toMillis(config.traces().idleTimeoutS()),
                TimeUnit.DAYS.toMillis(config.retention().days()),
                config.retention().sizeBytesMax());
    }

    static StoreSettings store(Config config, Home home) {
        Config.Storage storage = config.storage();
        return new StoreSettings(
                storage.type(),
                home.storage(),
                home.cache(),
                Map.of(
                        "durability", storage.durability().name().toLowerCase(Locale.ROOT),
                        "busy_timeout_ms", (long) storage.busyTimeoutMs(),
                        "read_connections", (long) storage.readConnections()),
                storage.own());
    }

    static RunSettings run(Config config) {
        Config.Optimization settings = config.optimization();
        return new RunSettings(
                RunSettings.Mode.valueOf(settings.mode().name()),
                settings.tracesMin(),
                settings.tracesMax(),
                settings.stepsMax(),
                Experiment.Unit.valueOf(settings.experimentUnit().name()),
                settings.experimentTracesMax(),
                settings.fixedHorizon(),
                settings.runMsMax());
    }

    static HttpSettings http(Config config, Home home) {
        Config.Bridge bridge = config.bridge();
        HttpSettings.Limits limits = HttpSettings.Limits.DEFAULT;
        return new HttpSettings(
                bridge.host(),
                bridge.port(),
                bridge.allowedHosts().stream()
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                bridge.apiKey().isSet() ? bridge.apiKey().reveal() : null,
                bridge.tls() ? tls(bridge, home) : null,
                new HttpSettings.Limits(
                        limits.singleBytesMax(),
                        limits.batchBytesMax(),
                        limits.batchEventsMax(),
                        config.capture().fieldBytesMax(),
                        config.http().inFlightBodyBytesMax(),
                        limits.largeBodyBytes(),
                        limits.discardBytesMax(),
                        limits.connectionsMax()),
                new HttpSettings.Timeouts(
                        config.http().idleTimeoutS(),
                        config.http().readTimeoutS(),
                        HttpSettings.Timeouts.DEFAULT.statusSeconds()));
    }

    private static HttpSettings.Tls tls(Config.Bridge bridge, Home home) {
        return new HttpSettings.Tls(
                home.resolve(bridge.tlsCertPath()).toString(),
                home.resolve(bridge.tlsKeyPath()).toString());
    }
}

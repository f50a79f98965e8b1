package ai.openclaw.lightning;

import ai.openclaw.lightning.access.Keys;
import ai.openclaw.lightning.config.BridgeAddress;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.DecisionKey;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.KeyFile;
import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.config.table.BridgeSection;
import ai.openclaw.lightning.config.table.HelperSection;
import ai.openclaw.lightning.config.table.HttpSection;
import ai.openclaw.lightning.config.table.MaskingSection;
import ai.openclaw.lightning.config.table.OptimizationSection;
import ai.openclaw.lightning.config.table.OtlpSection;
import ai.openclaw.lightning.config.table.PostgresSection;
import ai.openclaw.lightning.config.table.RetentionSection;
import ai.openclaw.lightning.config.table.RewardSection;
import ai.openclaw.lightning.config.table.StorageSection;
import ai.openclaw.lightning.config.table.TeamSection;
import ai.openclaw.lightning.config.table.TracesSection;
import ai.openclaw.lightning.config.table.WriterSection;
import ai.openclaw.lightning.http.HttpSettings;
import ai.openclaw.lightning.masking.MaskingRules;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.optimizer.Family;
import ai.openclaw.lightning.optimizer.hypotheses.HelperSettings;
import ai.openclaw.lightning.optimizer.run.RunSettings;
import ai.openclaw.lightning.otlp.OtlpSettings;
import ai.openclaw.lightning.reward.RewardWeights;
import ai.openclaw.lightning.storage.StoreSettings;
import ai.openclaw.lightning.writer.WriterSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the configuration means for each part of the bridge; the parts do not know the configuration. */
final class PartSettings {

    private static final Logger LOG = LoggerFactory.getLogger(PartSettings.class);

    /** Where servers of the OpenAI kind answer, below their base. */
    private static final String CHAT = "/chat/completions";

    private PartSettings() {}

    static WriterSettings writer(Config config) {
        return new WriterSettings(
                config.get(WriterSection.QUEUE_EVENTS_MAX),
                config.get(WriterSection.QUEUE_BYTES_MAX),
                config.get(WriterSection.BATCH_EVENTS_MAX),
                TimeUnit.SECONDS.toMillis(config.get(TracesSection.IDLE_TIMEOUT_S)),
                TimeUnit.DAYS.toMillis(config.get(RetentionSection.DAYS)),
                config.get(RetentionSection.SIZE_BYTES_MAX));
    }

    static StoreSettings store(Config config, Home home) {
        return new StoreSettings(
                config.get(StorageSection.TYPE),
                home.storage(),
                home.cache(),
                Map.of(
                        "durability",
                        config.get(StorageSection.DURABILITY).name().toLowerCase(Locale.ROOT),
                        "busy_timeout_ms",
                        (long) config.get(StorageSection.BUSY_TIMEOUT_MS),
                        "read_connections",
                        (long) config.get(StorageSection.READ_CONNECTIONS),
                        "outbox",
                        !config.get(TeamSection.URL).isEmpty()
                                && config.get(TeamSection.SHARE) != TeamSection.Share.OFF),
                config.get(StorageSection.TYPE).equals(StorageSection.POSTGRES)
                        ? postgres(config, home)
                        : config.ofStore());
    }

    private static Map<String, Object> postgres(Config config, Home home) {
        String passwordFile = config.get(PostgresSection.PASSWORD_FILE);
        return Map.of(
                "url",
                config.get(PostgresSection.URL),
                "user",
                config.get(PostgresSection.USER),
                "password_file",
                passwordFile.isEmpty() ? "" : home.resolve(passwordFile).toString());
    }

    static RunSettings run(Config config) {
        return new RunSettings(
                RunSettings.Mode.valueOf(config.get(OptimizationSection.MODE).name()),
                Set.copyOf(config.get(OptimizationSection.AUTOMATIC_TOOLS)),
                origins(config),
                config.get(OptimizationSection.TRACES_MIN),
                config.get(OptimizationSection.TRACES_MAX),
                config.get(OptimizationSection.STEPS_MAX),
                config.get(OptimizationSection.VOCABULARY).stream()
                        .map(name -> Family.valueOf(name.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet()),
                Experiment.Unit.valueOf(
                        config.get(OptimizationSection.EXPERIMENT_UNIT).name()),
                config.get(OptimizationSection.EXPERIMENT_TRACES_MAX),
                config.get(OptimizationSection.FIXED_HORIZON),
                config.get(OptimizationSection.RUN_MS_MAX));
    }

    /** Empty while none is set up. */
    static Optional<HelperSettings> helper(Config config, Home home) {
        String url = config.get(HelperSection.URL);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        String keyFile = config.get(HelperSection.KEY_FILE);
        return Optional.of(new HelperSettings(
                URI.create(url.endsWith(CHAT) ? url : url.replaceFirst("/$", "") + CHAT),
                config.get(HelperSection.MODEL),
                keyFile.isEmpty() ? Secret.NONE : KeyFile.read(home.resolve(keyFile), HelperSection.KEY_FILE.key()),
                config.get(HelperSection.CALLS_PER_DAY),
                config.get(HelperSection.INPUT_TOKENS_MAX),
                config.get(HelperSection.EXCERPTS),
                Duration.ofSeconds(config.get(HelperSection.TIMEOUT_S)),
                home.helperFile()));
    }

    /** Whose runs the bridge learns from. */
    static Set<TraceOrigin> origins(Config config) {
        return config.get(OptimizationSection.ORIGINS).stream()
                .map(TraceOrigin::ofJsonName)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A full disk must not keep a bridge from its work: without the file there is only nobody who can decide. */
    static Secret decisionKey(Config config, Home home) {
        if (config.get(BridgeSection.DECISIONS_OPEN)) {
            LOG.warn("bridge.decisions_open is true: every client may decide, so an agent can accept its own rules");
        }
        try {
            return DecisionKey.ofOrNew(home);
        } catch (IOException e) {
            LOG.error(
                    "nobody can decide until a restart, because {} can't be read or created",
                    home.decisionKeyFile(),
                    e);
            return Secret.random();
        }
    }

    /** The bridge's own keys are masked wherever they stand: a tool may print one, and traces are read by others. */
    static MaskingRules masking(Config config, Secret decisionKey) {
        try {
            return new MaskingRules(
                    config.get(MaskingSection.ENABLED),
                    config.get(MaskingSection.EXTRA_KEYS),
                    config.get(MaskingSection.EXTRA_PATTERNS),
                    Stream.of(config.get(BridgeSection.API_KEY), decisionKey)
                            .filter(Secret::isSet)
                            .map(Secret::reveal)
                            .toList());
        } catch (IllegalArgumentException e) {
            throw new ConfigException("masking.extra_keys, masking.extra_patterns: " + e.getMessage(), e);
        }
    }

    static RewardWeights rewardWeights(Config config) {
        return new RewardWeights(
                config.get(RewardSection.SUCCESS_WEIGHT),
                config.get(RewardSection.EFFICIENCY_WEIGHT),
                config.get(RewardSection.LATENCY_WEIGHT));
    }

    static HttpSettings http(Config config, Home home, Secret decisionKey) {
        Secret apiKey = config.get(BridgeSection.API_KEY);
        HttpSettings.Limits limits = HttpSettings.Limits.DEFAULT;
        return new HttpSettings(
                config.get(BridgeSection.HOST),
                config.get(BridgeSection.PORT),
                config.get(BridgeSection.ALLOWED_HOSTS).stream()
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                new Keys(
                        apiKey.isSet() ? apiKey.reveal() : null,
                        decisionKey.reveal(),
                        config.get(BridgeSection.DECISIONS_OPEN)),
                BridgeAddress.of(config).tls() ? tls(config, home) : null,
                new HttpSettings.Limits(
                        limits.singleBytesMax(),
                        limits.batchBytesMax(),
                        limits.batchEventsMax(),
                        config.get(HttpSection.IN_FLIGHT_BODY_BYTES_MAX),
                        config.get(HttpSection.IN_FLIGHT_ANSWER_BYTES_MAX),
                        limits.largeBodyBytes(),
                        limits.discardBytesMax(),
                        limits.connectionsMax()),
                new HttpSettings.Timeouts(
                        config.get(HttpSection.IDLE_TIMEOUT_S),
                        config.get(HttpSection.READ_TIMEOUT_S),
                        HttpSettings.Timeouts.DEFAULT.statusSeconds()));
    }

    static OtlpSettings otlp(Config config, Home home) {
        return new OtlpSettings(
                config.get(OtlpSection.PORT),
                TimeUnit.SECONDS.toMillis(config.get(OtlpSection.GRACE_S)),
                TimeUnit.SECONDS.toMillis(config.get(TracesSection.IDLE_TIMEOUT_S)),
                home.openTracesFile());
    }

    private static HttpSettings.Tls tls(Config config, Home home) {
        return new HttpSettings.Tls(
                home.resolve(config.get(BridgeSection.TLS_CERT_PATH)).toString(),
                home.resolve(config.get(BridgeSection.TLS_KEY_PATH)).toString());
    }
}

package ai.openclaw.lightning.config;

import ai.openclaw.lightning.config.Config.Durability;
import ai.openclaw.lightning.config.Config.ExperimentUnit;
import ai.openclaw.lightning.config.Config.LogLevel;
import ai.openclaw.lightning.config.Config.OptimizationMode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The table of settings: the only place where a key, its default, its rule and its description are written.
 * {@code conf/config.json} and {@code docs/configuration.md} are held against it by a test.
 */
final class Settings {

    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;
    private static final long GIB = 1024 * MIB;

    private static final SettingType.Text PATH = text("a path, or empty", "[^\\x00-\\x1f]{0,4096}");
    private static final SettingType.Text HOST_NAME =
            text("a host name or an IP address", "[A-Za-z0-9._:%\\[\\]-]{1,255}");

    private static final SettingType.Text NAME = text(
            "a name of at most 64 lower-case letters, digits and hyphens that starts with a letter",
            "[a-z][a-z0-9-]{0,63}");

    static final Setting<String> BRIDGE_HOST = new Setting<>(
            "bridge.host", "127.0.0.1", HOST_NAME, "Address to listen on; anything but loopback needs bridge.api_key");
    static final Setting<Long> BRIDGE_PORT = new Setting<>(
            "bridge.port",
            8765L,
            new SettingType.Whole(0, 65_535),
            "TCP port; 0 takes a free one, which then stands in <home>/bridge.port");
    static final Setting<List<String>> BRIDGE_ALLOWED_HOSTS = new Setting<>(
            "bridge.allowed_hosts",
            List.of(),
            new SettingType.Texts(100, HOST_NAME),
            "Further names that a request's Host header may have; loopback names always may");
    static final Setting<Secret> BRIDGE_API_KEY = new Setting<>(
            "bridge.api_key",
            Secret.NONE,
            new SettingType.Hidden(text("16 to 256 visible ASCII characters, or empty", "|[!-~]{16,256}")),
            "Key that every request but GET /health must carry; empty asks for none");
    static final Setting<String> BRIDGE_TLS_CERT_PATH = new Setting<>(
            "bridge.tls_cert_path",
            "",
            PATH,
            "PEM certificate chain for HTTPS, relative to the home; empty is plain HTTP");
    static final Setting<String> BRIDGE_TLS_KEY_PATH = new Setting<>(
            "bridge.tls_key_path", "", PATH, "PEM private key (PKCS #8) of that certificate, relative to the home");
    static final Setting<Long> BRIDGE_SHUTDOWN_TIMEOUT_S = new Setting<>(
            "bridge.shutdown_timeout_s",
            10L,
            new SettingType.Whole(1, 300),
            "Seconds that requests in flight get to finish when the bridge stops");

    static final Setting<Long> HTTP_IDLE_TIMEOUT_S = new Setting<>(
            "http.idle_timeout_s",
            60L,
            new SettingType.Whole(1, 3_600),
            "Seconds after which a silent connection is closed");
    static final Setting<Long> HTTP_READ_TIMEOUT_S = new Setting<>(
            "http.read_timeout_s",
            30L,
            new SettingType.Whole(1, 3_600),
            "Seconds a client may take to send one whole request");
    static final Setting<Long> HTTP_IN_FLIGHT_BODY_BYTES_MAX = new Setting<>(
            "http.in_flight_body_bytes_max",
            12 * MIB,
            new SettingType.Whole(4 * MIB, GIB),
            "Bytes of large request bodies held at once; more is answered 429");

    static final Setting<Long> CAPTURE_FIELD_BYTES_MAX = new Setting<>(
            "capture.field_bytes_max",
            16 * KIB,
            new SettingType.Whole(256, MIB),
            "Bytes kept of one message, params, result, error or metadata; the rest is cut");

    static final Setting<Boolean> MASKING_ENABLED = new Setting<>(
            "masking.enabled",
            true,
            new SettingType.Flag(),
            "Whether secrets are replaced by [masked] before anything is stored");
    static final Setting<List<String>> MASKING_EXTRA_KEYS = new Setting<>(
            "masking.extra_keys",
            List.of(),
            new SettingType.Texts(200, text("a key of 1 to 100 characters", "[^\\x00-\\x1f]{1,100}")),
            "Further JSON keys whose values are masked, compared word by word");
    static final Setting<List<String>> MASKING_EXTRA_PATTERNS = new Setting<>(
            "masking.extra_patterns",
            List.of(),
            new SettingType.Texts(100, text("an RE2 pattern of 1 to 500 characters", "(?s).{1,500}")),
            "Further patterns (RE2 syntax) whose matches are masked inside any text");

    static final Setting<Long> WRITER_QUEUE_EVENTS_MAX = new Setting<>(
            "writer.queue_events_max",
            10_000L,
            new SettingType.Whole(1_000, 1_000_000),
            "Events that may wait for a transaction; more is answered 429");
    static final Setting<Long> WRITER_QUEUE_BYTES_MAX = new Setting<>(
            "writer.queue_bytes_max",
            8 * MIB,
            new SettingType.Whole(4 * MIB, GIB),
            "Bytes of events that may wait for a transaction; more is answered 429");
    static final Setting<Long> WRITER_BATCH_EVENTS_MAX = new Setting<>(
            "writer.batch_events_max",
            1_000L,
            new SettingType.Whole(1, 100_000),
            "Events stored in one transaction at most");

    static final Setting<String> STORAGE_TYPE = new Setting<>(
            "storage.type",
            Config.Storage.SQLITE,
            NAME,
            "Store: sqlite is storage/traces.db; others come from plugins");
    static final Setting<Durability> STORAGE_DURABILITY = new Setting<>(
            "storage.durability",
            Durability.NORMAL,
            new SettingType.Choice<>(Durability.class),
            "What an answered write survives: normal a killed process, full a power cut too, slower");
    static final Setting<Long> STORAGE_BUSY_TIMEOUT_MS = new Setting<>(
            "storage.busy_timeout_ms",
            5_000L,
            new SettingType.Whole(0, 60_000),
            "Milliseconds to wait for another process that has the database locked");
    static final Setting<Long> STORAGE_READ_CONNECTIONS = new Setting<>(
            "storage.read_connections",
            2L,
            new SettingType.Whole(1, 16),
            "Connections for reading; one more is for writing");

    static final Setting<Long> TRACES_IDLE_TIMEOUT_S = new Setting<>(
            "traces.idle_timeout_s",
            3_600L,
            new SettingType.Whole(1, 31_536_000),
            "Seconds without events after which an open trace is abandoned");

    static final Setting<Long> RETENTION_DAYS = new Setting<>(
            "retention.days",
            30L,
            new SettingType.Whole(0, 36_500),
            "Days after which a trace is deleted; 0 keeps all");
    static final Setting<Long> RETENTION_SIZE_BYTES_MAX = new Setting<>(
            "retention.size_bytes_max",
            0L,
            new SettingType.Whole(0, 1024 * GIB),
            "Size of the database above which the oldest traces are deleted; 0 is no limit");

    static final Setting<OptimizationMode> OPTIMIZATION_MODE = new Setting<>(
            "optimization.mode",
            OptimizationMode.MANUAL,
            new SettingType.Choice<>(OptimizationMode.class),
            "Who starts experiments: manual waits for a person, the others start canaries by themselves");
    static final Setting<List<String>> OPTIMIZATION_OPTIMIZERS = new Setting<>(
            "optimization.optimizers",
            List.of("decision-points", "waste"),
            new SettingType.Texts(8, NAME),
            "What looks for suggestions, the most trusted first; the bridge's own or a plugin's");
    static final Setting<Long> OPTIMIZATION_TRACES_MIN = new Setting<>(
            "optimization.traces_min",
            10L,
            new SettingType.Whole(10, 1_000_000),
            "Closed traces of an agent below which nothing is suggested for it");
    static final Setting<Long> OPTIMIZATION_TRACES_MAX = new Setting<>(
            "optimization.traces_max",
            5_000L,
            new SettingType.Whole(100, 1_000_000),
            "Closed traces that are learned from, the newest; more than the default may need a larger heap");
    static final Setting<Long> OPTIMIZATION_STEPS_MAX = new Setting<>(
            "optimization.steps_max",
            3L,
            new SettingType.Whole(1, 20),
            "Only decisions within this many first calls of a trace are looked at");
    static final Setting<ExperimentUnit> OPTIMIZATION_EXPERIMENT_UNIT = new Setting<>(
            "optimization.experiment_unit",
            ExperimentUnit.TRACE,
            new SettingType.Choice<>(ExperimentUnit.class),
            "What an arm is drawn for and counts once; session is slower and spares the provider's prompt cache");
    static final Setting<Long> OPTIMIZATION_EXPERIMENT_TRACES_MAX = new Setting<>(
            "optimization.experiment_traces_max",
            4_000L,
            new SettingType.Whole(50, 1_000_000),
            "Units after which an experiment without a verdict ends");
    static final Setting<Boolean> OPTIMIZATION_FIXED_HORIZON = new Setting<>(
            "optimization.fixed_horizon",
            false,
            new SettingType.Flag(),
            "Whether an experiment decides only at its last unit, once, not as soon as it can");
    static final Setting<Long> OPTIMIZATION_RUN_MS_MAX = new Setting<>(
            "optimization.run_ms_max",
            5_000L,
            new SettingType.Whole(100, 600_000),
            "Milliseconds after which a run of the optimizer stops reading; the next one goes on");

    static final Setting<String> REWARD_FUNCTION = new Setting<>(
            "reward.function",
            "default",
            NAME,
            "What a trace is worth to the optimizer: default is success, weighted below, or a plugin's");
    static final Setting<Double> REWARD_SUCCESS_WEIGHT = new Setting<>(
            "reward.success_weight",
            0.8,
            new SettingType.Decimal(0.001, 1_000),
            "Weight of success in the weighted reward; weights are divided by their sum");
    static final Setting<Double> REWARD_EFFICIENCY_WEIGHT = new Setting<>(
            "reward.efficiency_weight",
            0.1,
            new SettingType.Decimal(0, 1_000),
            "Weight of using few of the expected tokens in the weighted reward");
    static final Setting<Double> REWARD_LATENCY_WEIGHT = new Setting<>(
            "reward.latency_weight",
            0.1,
            new SettingType.Decimal(0, 1_000),
            "Weight of speed in the weighted reward; one half of it at 30 s");

    static final Setting<LogLevel> LOGGING_LEVEL = new Setting<>(
            "logging.level",
            LogLevel.INFO,
            new SettingType.Choice<>(LogLevel.class),
            "Least severe log lines shown; libraries never show less than warn");
    static final Setting<Boolean> LOGGING_FILE_ENABLED = new Setting<>(
            "logging.file_enabled", false, new SettingType.Flag(), "Whether log lines also go to logs/bridge.log");
    static final Setting<Long> LOGGING_FILE_BYTES_MAX = new Setting<>(
            "logging.file_bytes_max",
            10 * MIB,
            new SettingType.Whole(64 * KIB, GIB),
            "Size at which logs/bridge.log is set aside and a new one begun");
    static final Setting<Long> LOGGING_FILES_MAX =
            new Setting<>("logging.files_max", 5L, new SettingType.Whole(1, 100), "Log files set aside that are kept");

    /** Every setting, in the order of the sample file and the docs. */
    static final List<Setting<?>> ALL = List.of(
            BRIDGE_HOST,
            BRIDGE_PORT,
            BRIDGE_ALLOWED_HOSTS,
            BRIDGE_API_KEY,
            BRIDGE_TLS_CERT_PATH,
            BRIDGE_TLS_KEY_PATH,
            BRIDGE_SHUTDOWN_TIMEOUT_S,
            HTTP_IDLE_TIMEOUT_S,
            HTTP_READ_TIMEOUT_S,
            HTTP_IN_FLIGHT_BODY_BYTES_MAX,
            CAPTURE_FIELD_BYTES_MAX,
            MASKING_ENABLED,
            MASKING_EXTRA_KEYS,
            MASKING_EXTRA_PATTERNS,
            WRITER_QUEUE_EVENTS_MAX,
            WRITER_QUEUE_BYTES_MAX,
            WRITER_BATCH_EVENTS_MAX,
            STORAGE_TYPE,
            STORAGE_DURABILITY,
            STORAGE_BUSY_TIMEOUT_MS,
            STORAGE_READ_CONNECTIONS,
            TRACES_IDLE_TIMEOUT_S,
            RETENTION_DAYS,
            RETENTION_SIZE_BYTES_MAX,
            OPTIMIZATION_MODE,
            OPTIMIZATION_OPTIMIZERS,
            OPTIMIZATION_TRACES_MIN,
            OPTIMIZATION_TRACES_MAX,
            OPTIMIZATION_STEPS_MAX,
            OPTIMIZATION_EXPERIMENT_UNIT,
            OPTIMIZATION_EXPERIMENT_TRACES_MAX,
            OPTIMIZATION_FIXED_HORIZON,
            OPTIMIZATION_RUN_MS_MAX,
            REWARD_FUNCTION,
            REWARD_SUCCESS_WEIGHT,
            REWARD_EFFICIENCY_WEIGHT,
            REWARD_LATENCY_WEIGHT,
            LOGGING_LEVEL,
            LOGGING_FILE_ENABLED,
            LOGGING_FILE_BYTES_MAX,
            LOGGING_FILES_MAX);

    private Settings() {}

    private static SettingType.Text text(String rule, String pattern) {
        return new SettingType.Text(rule, Pattern.compile(pattern));
    }
}

package ai.openclaw.lightning.config;

import java.util.List;
import java.util.Map;

/**
 * Every setting, checked: a Config that exists can be run. Byte sizes are bytes, {@code S} is seconds, {@code Ms}
 * milliseconds. Defaults and rules stand in {@link Settings}; here are the rules that tie settings together.
 */
public record Config(
        Bridge bridge,
        Http http,
        Capture capture,
        Masking masking,
        Writer writer,
        Storage storage,
        Traces traces,
        Retention retention,
        Optimization optimization,
        Reward reward,
        Logging logging) {

    /** What an answered write survives. */
    public enum Durability {
        NORMAL,
        FULL
    }

    /** Who starts experiments. */
    public enum OptimizationMode {
        MANUAL,
        CONSERVATIVE,
        AGGRESSIVE
    }

    /** What an arm is drawn for. */
    public enum ExperimentUnit {
        TRACE,
        SESSION
    }

    /** The least severe line that is logged. */
    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    /** Every setting at its default. */
    public static Config defaults() {
        return of(Map.of());
    }

    /** Defaults but for the given keys, values as in the environment; for tests and programs that start a bridge. */
    public static Config of(Map<String, String> changes) {
        return ConfigLoader.load(null, Map.of(), changes).config();
    }

    static Config of(SettingValues values) {
        return new Config(
                Bridge.of(values),
                Http.of(values),
                new Capture(values.getInt(Settings.CAPTURE_FIELD_BYTES_MAX)),
                Masking.of(values),
                Writer.of(values),
                Storage.of(values),
                new Traces(values.getInt(Settings.TRACES_IDLE_TIMEOUT_S)),
                new Retention(values.getInt(Settings.RETENTION_DAYS), values.get(Settings.RETENTION_SIZE_BYTES_MAX)),
                Optimization.of(values),
                Reward.of(values),
                Logging.of(values));
    }

    /** Where the bridge listens and who may talk to it. */
    public record Bridge(
            String host,
            int port,
            List<String> allowedHosts,
            Secret apiKey,
            String tlsCertPath,
            String tlsKeyPath,
            int shutdownTimeoutS) {

        public Bridge {
            Settings.BRIDGE_HOST.check(host);
            Settings.BRIDGE_PORT.check((long) port);
            allowedHosts = List.copyOf(Settings.BRIDGE_ALLOWED_HOSTS.check(allowedHosts));
            Settings.BRIDGE_API_KEY.check(apiKey);
            Settings.BRIDGE_TLS_CERT_PATH.check(tlsCertPath);
            Settings.BRIDGE_TLS_KEY_PATH.check(tlsKeyPath);
            Settings.BRIDGE_SHUTDOWN_TIMEOUT_S.check((long) shutdownTimeoutS);
            if (!isLoopback(host) && !apiKey.isSet()) {
                throw new ConfigException("bridge.host: " + host + " can be reached from other machines, so "
                        + "bridge.api_key must be set; or listen on 127.0.0.1");
            }
            if (tlsCertPath.isEmpty() != tlsKeyPath.isEmpty()) {
                throw new ConfigException(
                        "bridge.tls_cert_path, bridge.tls_key_path: HTTPS needs both, plain HTTP none of them");
            }
        }

        static Bridge of(SettingValues values) {
            return new Bridge(
                    values.get(Settings.BRIDGE_HOST),
                    values.getInt(Settings.BRIDGE_PORT),
                    values.get(Settings.BRIDGE_ALLOWED_HOSTS),
                    values.get(Settings.BRIDGE_API_KEY),
                    values.get(Settings.BRIDGE_TLS_CERT_PATH),
                    values.get(Settings.BRIDGE_TLS_KEY_PATH),
                    values.getInt(Settings.BRIDGE_SHUTDOWN_TIMEOUT_S));
        }

        /** Whether it serves HTTPS. */
        public boolean tls() {
            return !tlsCertPath.isEmpty();
        }

        /**
         * Where programs on this machine reach it, when it listens on this port. A bridge that listens on every
         * address is reached on loopback.
         */
        public String localAddress(int listening) {
            String name = switch (host) {
                case "0.0.0.0" -> "127.0.0.1";
                case "::", "[::]" -> "[::1]";
                default -> host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
            };
            return (tls() ? "https://" : "http://") + name + ":" + listening;
        }

        /** By name or literal only: a name that resolves to loopback today may resolve elsewhere tomorrow. */
        private static boolean isLoopback(String host) {
            return host.equalsIgnoreCase("localhost")
                    || host.equals("::1")
                    || host.equals("[::1]")
                    || host.matches("127(\\.\\d{1,3}){3}");
        }
    }

    /** Limits of the HTTP server. */
    public record Http(int idleTimeoutS, int readTimeoutS, long inFlightBodyBytesMax) {

        public Http {
            Settings.HTTP_IDLE_TIMEOUT_S.check((long) idleTimeoutS);
            Settings.HTTP_READ_TIMEOUT_S.check((long) readTimeoutS);
            Settings.HTTP_IN_FLIGHT_BODY_BYTES_MAX.check(inFlightBodyBytesMax);
        }

        static Http of(SettingValues values) {
            return new Http(
                    values.getInt(Settings.HTTP_IDLE_TIMEOUT_S),
                    values.getInt(Settings.HTTP_READ_TIMEOUT_S),
                    values.get(Settings.HTTP_IN_FLIGHT_BODY_BYTES_MAX));
        }
    }

    /** How much of a text is kept. */
    public record Capture(int fieldBytesMax) {

        public Capture {
            Settings.CAPTURE_FIELD_BYTES_MAX.check((long) fieldBytesMax);
        }
    }

    /** What is masked besides the built-in list. */
    public record Masking(boolean enabled, List<String> extraKeys, List<String> extraPatterns) {

        public Masking {
            extraKeys = List.copyOf(Settings.MASKING_EXTRA_KEYS.check(extraKeys));
            extraPatterns = List.copyOf(Settings.MASKING_EXTRA_PATTERNS.check(extraPatterns));
        }

        static Masking of(SettingValues values) {
            return new Masking(
                    values.get(Settings.MASKING_ENABLED),
                    values.get(Settings.MASKING_EXTRA_KEYS),
                    values.get(Settings.MASKING_EXTRA_PATTERNS));
        }
    }

    /** Limits of the write queue. */
    public record Writer(int queueEventsMax, long queueBytesMax, int batchEventsMax) {

        public Writer {
            Settings.WRITER_QUEUE_EVENTS_MAX.check((long) queueEventsMax);
            Settings.WRITER_QUEUE_BYTES_MAX.check(queueBytesMax);
            Settings.WRITER_BATCH_EVENTS_MAX.check((long) batchEventsMax);
        }

        static Writer of(SettingValues values) {
            return new Writer(
                    values.getInt(Settings.WRITER_QUEUE_EVENTS_MAX),
                    values.get(Settings.WRITER_QUEUE_BYTES_MAX),
                    values.getInt(Settings.WRITER_BATCH_EVENTS_MAX));
        }
    }

    /**
     * Where and how safely traces are kept.
     *
     * @param type the name of a store
     * @param own what was given under {@code storage.<type>.}, by key without that prefix, unchecked: these are settings of
     *     a plugin's store, which alone knows them; texts, {@code Long}, {@code Double}, {@code Boolean} or lists
     */
    public record Storage(
            String type, Durability durability, int busyTimeoutMs, int readConnections, Map<String, Object> own) {

        public static final String SQLITE = "sqlite";

        /** Versions before 0.2 had a store of that name. */
        private static final String FORMER = "memory";

        public Storage {
            Settings.STORAGE_TYPE.check(type);
            if (type.equals(FORMER)) {
                throw new ConfigException(
                        "storage.type: the store \"memory\" is gone; to try the bridge out, give it a "
                                + "home that you delete afterwards: lightning run --home \"$(mktemp -d)\"");
            }
            Settings.STORAGE_DURABILITY.check(durability);
            Settings.STORAGE_BUSY_TIMEOUT_MS.check((long) busyTimeoutMs);
            Settings.STORAGE_READ_CONNECTIONS.check((long) readConnections);
            own = Map.copyOf(own);
        }

        /** Without the values of a plugin's settings, among which there may be a password. */
        @Override
        public String toString() {
            return "Storage[type=" + type + ", durability=" + durability + ", busyTimeoutMs=" + busyTimeoutMs
                    + ", readConnections=" + readConnections + ", own=" + own.keySet() + "]";
        }

        static Storage of(SettingValues values) {
            return new Storage(
                    values.get(Settings.STORAGE_TYPE),
                    values.get(Settings.STORAGE_DURABILITY),
                    values.getInt(Settings.STORAGE_BUSY_TIMEOUT_MS),
                    values.getInt(Settings.STORAGE_READ_CONNECTIONS),
                    values.ofStore(values.get(Settings.STORAGE_TYPE)));
        }
    }

    /** The life of a trace. */
    public record Traces(int idleTimeoutS) {

        public Traces {
            Settings.TRACES_IDLE_TIMEOUT_S.check((long) idleTimeoutS);
        }
    }

    /** What is deleted; 0 is never. */
    public record Retention(int days, long sizeBytesMax) {

        public Retention {
            Settings.RETENTION_DAYS.check((long) days);
            Settings.RETENTION_SIZE_BYTES_MAX.check(sizeBytesMax);
        }
    }

    /** What the optimizer does by itself, with what, and within which limits. */
    public record Optimization(
            OptimizationMode mode,
            List<String> optimizers,
            int tracesMin,
            int tracesMax,
            int stepsMax,
            ExperimentUnit experimentUnit,
            int experimentTracesMax,
            boolean fixedHorizon,
            int runMsMax) {

        public Optimization {
            Settings.OPTIMIZATION_MODE.check(mode);
            optimizers = List.copyOf(Settings.OPTIMIZATION_OPTIMIZERS.check(optimizers));
            Settings.OPTIMIZATION_TRACES_MIN.check((long) tracesMin);
            Settings.OPTIMIZATION_TRACES_MAX.check((long) tracesMax);
            Settings.OPTIMIZATION_STEPS_MAX.check((long) stepsMax);
            Settings.OPTIMIZATION_EXPERIMENT_UNIT.check(experimentUnit);
            Settings.OPTIMIZATION_EXPERIMENT_TRACES_MAX.check((long) experimentTracesMax);
            Settings.OPTIMIZATION_RUN_MS_MAX.check((long) runMsMax);
            if (tracesMax < tracesMin) {
                throw new ConfigException("optimization.traces_min, optimization.traces_max: nothing would ever be "
                        + "suggested, as " + tracesMax + " traces at most are learned from and " + tracesMin
                        + " are needed");
            }
            if (optimizers.stream().distinct().count() < optimizers.size()) {
                throw new ConfigException("optimization.optimizers: names one of them twice");
            }
        }

        static Optimization of(SettingValues values) {
            return new Optimization(
                    values.get(Settings.OPTIMIZATION_MODE),
                    values.get(Settings.OPTIMIZATION_OPTIMIZERS),
                    values.getInt(Settings.OPTIMIZATION_TRACES_MIN),
                    values.getInt(Settings.OPTIMIZATION_TRACES_MAX),
                    values.getInt(Settings.OPTIMIZATION_STEPS_MAX),
                    values.get(Settings.OPTIMIZATION_EXPERIMENT_UNIT),
                    values.getInt(Settings.OPTIMIZATION_EXPERIMENT_TRACES_MAX),
                    values.get(Settings.OPTIMIZATION_FIXED_HORIZON),
                    values.getInt(Settings.OPTIMIZATION_RUN_MS_MAX));
        }
    }

    /** What a trace is worth to the optimizer; the weights are those of the weighted function. */
    public record Reward(String function, double successWeight, double efficiencyWeight, double latencyWeight) {

        public Reward {
            Settings.REWARD_FUNCTION.check(function);
            Settings.REWARD_SUCCESS_WEIGHT.check(successWeight);
            Settings.REWARD_EFFICIENCY_WEIGHT.check(efficiencyWeight);
            Settings.REWARD_LATENCY_WEIGHT.check(latencyWeight);
        }

        static Reward of(SettingValues values) {
            return new Reward(
                    values.get(Settings.REWARD_FUNCTION),
                    values.get(Settings.REWARD_SUCCESS_WEIGHT),
                    values.get(Settings.REWARD_EFFICIENCY_WEIGHT),
                    values.get(Settings.REWARD_LATENCY_WEIGHT));
        }
    }

    /** What is logged where. */
    public record Logging(LogLevel level, boolean fileEnabled, long fileBytesMax, int filesMax) {

        public Logging {
            Settings.LOGGING_LEVEL.check(level);
            Settings.LOGGING_FILE_BYTES_MAX.check(fileBytesMax);
            Settings.LOGGING_FILES_MAX.check((long) filesMax);
        }

        static Logging of(SettingValues values) {
            return new Logging(
                    values.get(Settings.LOGGING_LEVEL),
                    values.get(Settings.LOGGING_FILE_ENABLED),
                    values.get(Settings.LOGGING_FILE_BYTES_MAX),
                    values.getInt(Settings.LOGGING_FILES_MAX));
        }
    }
}

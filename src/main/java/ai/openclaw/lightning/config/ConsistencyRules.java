package ai.openclaw.lightning.config;

import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.config.table.BridgeSection;
import ai.openclaw.lightning.config.table.OptimizationSection;
import ai.openclaw.lightning.config.table.StorageSection;
import java.util.List;

/** The rules that tie settings together, and what became of former values; what one setting may be is in its row. */
final class ConsistencyRules {

    private ConsistencyRules() {}

    /** Throws a ConfigException that names the settings which contradict one another. */
    static void check(Config config) {
        checkReach(config);
        checkStore(config);
        checkCertificate(config);
        checkTraces(config);
        checkOptimizers(config.get(OptimizationSection.OPTIMIZERS));
        HelperRules.check(config);
        TeamRules.check(config);
    }

    private static void checkReach(Config config) {
        String host = config.get(BridgeSection.HOST);
        if (!BridgeAddress.of(config).isLoopback()
                && !config.get(BridgeSection.API_KEY).isSet()) {
            throw new ConfigException("bridge.host: " + host + " can be reached from other machines, so "
                    + "bridge.api_key must be set; or listen on 127.0.0.1");
        }
    }

    private static void checkStore(Config config) {
        if (config.get(StorageSection.TYPE).equals(StorageSection.FORMER)) {
            throw new ConfigException(
                    "storage.type: the store \"memory\" is gone; to try the bridge out, give it a home "
                            + "that you delete afterwards: lightning run --home \"$(mktemp -d)\"");
        }
    }

    private static void checkCertificate(Config config) {
        boolean certificate = !config.get(BridgeSection.TLS_CERT_PATH).isEmpty();
        boolean key = !config.get(BridgeSection.TLS_KEY_PATH).isEmpty();
        if (certificate != key) {
            throw new ConfigException(
                    "bridge.tls_cert_path, bridge.tls_key_path: set both for HTTPS, or neither for plain HTTP");
        }
    }

    private static void checkTraces(Config config) {
        int min = config.get(OptimizationSection.TRACES_MIN);
        int max = config.get(OptimizationSection.TRACES_MAX);
        if (max < min) {
            throw new ConfigException("optimization.traces_min, optimization.traces_max: nothing would ever be "
                    + "suggested, as " + max + " traces at most are learned from and " + min + " are needed");
        }
    }

    private static void checkOptimizers(List<String> optimizers) {
        if (optimizers.stream().distinct().count() < optimizers.size()) {
            throw new ConfigException("optimization.optimizers: names the same optimizer twice");
        }
    }
}

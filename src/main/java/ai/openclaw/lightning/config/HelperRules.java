package ai.openclaw.lightning.config;

import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.config.table.HelperSection;
import ai.openclaw.lightning.config.table.MaskingSection;
import java.net.URI;
import java.net.URISyntaxException;

/** What must hold before anything is told to a language model. */
final class HelperRules {

    private HelperRules() {}

    static void check(Config config) {
        String url = config.get(HelperSection.URL);
        if (url.isEmpty()) {
            return;
        }
        URI address = address(url);
        boolean here = BridgeAddress.isLoopback(address.getHost());
        if (!here && !config.get(HelperSection.REMOTE)) {
            throw new ConfigException("helper.url: " + address.getHost() + " is another machine, which learns what your"
                    + " agents' tools are called; if that is intended, set helper.remote to true");
        }
        if (!config.get(HelperSection.KEY_FILE).isEmpty()
                && !here
                && !address.getScheme().equals("https")) {
            throw new ConfigException("helper.url, helper.key_file: a key is sent to another machine by https only");
        }
        if (config.get(HelperSection.MODEL).isEmpty()) {
            throw new ConfigException("helper.model: must name a model when helper.url is set");
        }
        if (config.get(HelperSection.EXCERPTS) && !config.get(MaskingSection.ENABLED)) {
            throw new ConfigException("helper.excerpts: needs masking.enabled, or a model would see secrets");
        }
    }

    private static URI address(String url) {
        try {
            URI address = new URI(url);
            if (address.getHost() != null && address.getUserInfo() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // as one without a host
        }
        throw new ConfigException(
                "helper.url: must be a URL with a host and without a password, such as" + " http://127.0.0.1:11434/v1");
    }
}

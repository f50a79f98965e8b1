package ai.openclaw.lightning.config;

import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.config.table.StorageSection;
import ai.openclaw.lightning.config.table.TeamSection;
import java.net.URI;
import java.net.URISyntaxException;

/** What must hold before anything is shared with a team. */
final class TeamRules {

    private TeamRules() {}

    static void check(Config config) {
        String url = config.get(TeamSection.URL);
        if (url.isEmpty()) {
            return;
        }
        URI address = address(url);
        if (!BridgeAddress.isLoopback(address.getHost()) && !address.getScheme().equals("https")) {
            throw new ConfigException("team.url: a key and traces are sent to another machine by https only");
        }
        if (!config.get(StorageSection.TYPE).equals(StorageSection.SQLITE)) {
            throw new ConfigException("team.url: only a bridge with storage.type sqlite shares with another one");
        }
    }

    private static URI address(String url) {
        try {
            URI address = new URI(url);
            if (address.getHost() != null && address.getUserInfo() == null && address.getQuery() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // as one without a host
        }
        throw new ConfigException(
                "team.url: must be a URL with a host and without a password, such as https://team.example:8765");
    }
}

package ai.openclaw.lightning.sharing;

import ai.openclaw.lightning.json.OwnJson;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** How what the team answers, and what is kept of it, is read. */
final class SharingJson {

    /** Thread-safe. */
    static final JsonMapper MAPPER = JsonMapper.builder(OwnJson.FACTORY.copy()).build();

    private SharingJson() {}
}

package ai.openclaw.lightning.intake;

import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads small messages from clients as a whole. A class of its own, so that a start need not load what builds trees. */
public final class ClientTrees {

    /** Thread-safe. */
    public static final JsonMapper MAPPER =
            JsonMapper.builder(ClientJson.FACTORY.copy()).build();

    private ClientTrees() {}
}

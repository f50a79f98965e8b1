package ai.openclaw.lightning.view;

import ai.openclaw.lightning.model.SharingView;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** How sharing with a team goes. */
public final class SharingViewJson {

    private SharingViewJson() {}

    /** The field {@code sharing}; null without a team. */
    public static void write(JsonGenerator json, SharingView sharing) throws IOException {
        if (sharing == null) {
            json.writeNullField("sharing");
            return;
        }
        json.writeObjectFieldStart("sharing");
        json.writeStringField("team", sharing.team());
        json.writeStringField("share", sharing.share());
        json.writeNumberField("shared_traces", sharing.shared());
        json.writeNumberField("waiting_traces", sharing.waiting());
        json.writeNumberField("lost_traces", sharing.lost());
        json.writeNumberField("refused_requests", sharing.refused());
        Json.number(json, "last_shared_at", sharing.lastAt());
        json.writeStringField("problem", sharing.problem());
        json.writeEndObject();
    }

    /** The check {@code sharing} of {@code /health}: a warning while it does not go on. Nothing without a team. */
    public static void writeCheck(JsonGenerator json, SharingView sharing) throws IOException {
        if (sharing != null) {
            json.writeObjectFieldStart("sharing");
            json.writeStringField("status", sharing.problem() == null ? "pass" : "warn");
            json.writeStringField("detail", sharing.problem());
            json.writeEndObject();
        }
    }
}

package ai.openclaw.lightning.sharing;

import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.view.GuidanceJson;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Set;

/** What a bridge that has joined a team tells its agents, for tests elsewhere. */
public final class PersonalGuidance {

    private PersonalGuidance() {}

    /** As it reads the answer of the team's bridge, and merges it with what it knows itself. */
    public static ActiveGuidance of(ActiveGuidance team, String salt) throws IOException {
        StringWriter answer = new StringWriter();
        try (JsonGenerator json = TestJson.MAPPER.createGenerator(answer)) {
            json.writeStartObject();
            GuidanceJson.writeAll(json, team);
            json.writeEndObject();
        }
        return TeamGuidance.merged(
                TeamGuidance.read(TestJson.MAPPER.readTree(answer.toString()), salt, Set.of()), ActiveGuidance.EMPTY);
    }
}

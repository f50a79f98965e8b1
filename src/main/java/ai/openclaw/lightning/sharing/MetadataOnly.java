package ai.openclaw.lightning.sharing;

import ai.openclaw.lightning.guidance.SharedNames;
import ai.openclaw.lightning.json.OwnJson;
import ai.openclaw.lightning.model.Content;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.regex.Pattern;

/** Nothing of any content: of params the names of the arguments, of an error that there was one. */
final class MetadataOnly implements SharedTrace.SharedContent {

    private static final int ARGUMENTS_MAX = 32;

    /** A key that looks otherwise may be data. */
    private static final Pattern ARGUMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,39}");

    @Override
    public String label(String salt, String label) {
        return SharedNames.of(salt, label);
    }

    @Override
    public void text(JsonGenerator json, String name, Content text) {
        // stays here
    }

    @Override
    public void json(JsonGenerator json, String name, Content value) {
        // stays here
    }

    @Override
    public void params(JsonGenerator json, Content params) throws IOException {
        if (params == null || params.cut()) {
            return;
        }
        try (JsonParser parser = OwnJson.FACTORY.createParser(params.text())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return;
            }
            json.writeObjectFieldStart("params");
            int names = 0;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (names < ARGUMENTS_MAX
                        && ARGUMENT.matcher(parser.currentName()).matches()) {
                    json.writeNullField(parser.currentName());
                    names++;
                }
                parser.nextToken();
                parser.skipChildren();
            }
            json.writeEndObject();
        }
    }

    @Override
    public void error(JsonGenerator json, Content error) throws IOException {
        if (error != null) {
            json.writeStringField("error", "failed");
        }
    }
}

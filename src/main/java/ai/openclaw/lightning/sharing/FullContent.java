package ai.openclaw.lightning.sharing;

import ai.openclaw.lightning.json.OwnJson;
import ai.openclaw.lightning.masking.Masker;
import ai.openclaw.lightning.model.Content;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Everything as it is stored, with secrets masked also where this bridge stores them as they are. */
final class FullContent implements SharedTrace.SharedContent {

    private final Masker masker;

    FullContent(Masker masker) {
        this.masker = masker;
    }

    @Override
    public String label(String salt, String label) {
        return label == null ? null : masker.maskText(label);
    }

    @Override
    public void text(JsonGenerator json, String name, Content text) throws IOException {
        if (text == null || text.cut()) {
            json(json, name, text);
        } else {
            json.writeStringField(name, masker.maskText(text.text()));
        }
    }

    @Override
    public void json(JsonGenerator json, String name, Content value) throws IOException {
        if (value == null) {
            return;
        }
        json.writeFieldName(name);
        try (JsonParser parser = OwnJson.FACTORY.createParser(value.text())) {
            parser.nextToken();
            masker.copyMasked(parser, json);
        }
        if (value.cut()) {
            json.writeBooleanField(name + "_cut", true);
        }
    }

    @Override
    public void params(JsonGenerator json, Content params) throws IOException {
        json(json, "params", params);
    }

    @Override
    public void error(JsonGenerator json, Content error) throws IOException {
        text(json, "error", error);
    }
}

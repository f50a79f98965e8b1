package ai.openclaw.lightning.intake.otlp;

import ai.openclaw.lightning.intake.ClientJson;
import ai.openclaw.lightning.model.Content;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Map;

/** Items as lines of JSON, for a bridge that starts again. */
public final class ItemWriter {

    private ItemWriter() {}

    /** Writes a line each; leaves the stream open. */
    public static void write(Collection<Item> items, OutputStream out) throws IOException {
        try (JsonGenerator json = ClientJson.FACTORY.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            for (Item item : items) {
                write(item, json);
            }
        }
    }

    private static void write(Item item, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("group", item.group());
        json.writeStringField("kind", item.kind().name());
        json.writeStringField("id", item.id());
        json.writeStringField("parent", item.parent());
        json.writeNumberField("start", item.start());
        json.writeNumberField("end", item.end());
        json.writeObjectFieldStart("facts");
        for (Map.Entry<Fact, String> fact : item.facts().entrySet()) {
            json.writeStringField(fact.getKey().name(), fact.getValue());
        }
        json.writeEndObject();
        for (boolean cut : new boolean[] {false, true}) {
            json.writeObjectFieldStart(cut ? "cut" : "parts");
            for (Map.Entry<Part, Content> part : item.parts().entrySet()) {
                if (part.getValue().cut() == cut) {
                    json.writeStringField(part.getKey().name(), part.getValue().text());
                }
            }
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }
}

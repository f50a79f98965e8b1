package ai.openclaw.lightning.intake.otlp;

import ai.openclaw.lightning.intake.ClientJson;
import ai.openclaw.lightning.intake.Contents;
import ai.openclaw.lightning.model.Content;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Map;

/** Items as lines of JSON, for a bridge that starts again. */
public final class ItemJson {

    private ItemJson() {}

    /** Writes a line; leaves the stream open. */
    public static void write(Item item, OutputStream out) throws IOException {
        try (JsonGenerator json = ClientJson.FACTORY.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
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
                        json.writeStringField(
                                part.getKey().name(), part.getValue().text());
                    }
                }
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /** The item of a line; null for one that is damaged, or that another version wrote. */
    public static Item read(String line) {
        JsonNode json = Trees.parsed(line);
        if (json == null || !json.has("group")) {
            return null;
        }
        try {
            Map<Fact, String> facts = new EnumMap<>(Fact.class);
            json.path("facts")
                    .properties()
                    .forEach(fact -> facts.put(
                            Fact.valueOf(fact.getKey()), fact.getValue().asText()));
            Map<Part, Content> parts = new EnumMap<>(Part.class);
            for (boolean cut : new boolean[] {false, true}) {
                json.path(cut ? "cut" : "parts")
                        .properties()
                        .forEach(part -> parts.put(
                                Part.valueOf(part.getKey()),
                                Contents.again(part.getValue().asText(), cut)));
            }
            return new Item(
                    json.path("group").asText(),
                    Kind.valueOf(json.path("kind").asText()),
                    json.path("id").asText(),
                    json.path("parent").asText(),
                    json.path("start").asLong(),
                    json.path("end").asLong(),
                    facts,
                    parts);
        } catch (IllegalArgumentException ofAnotherVersion) {
            return null;
        }
    }
}

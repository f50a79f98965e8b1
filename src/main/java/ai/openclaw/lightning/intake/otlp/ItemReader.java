package ai.openclaw.lightning.intake.otlp;

import ai.openclaw.lightning.intake.Contents;
import ai.openclaw.lightning.model.Content;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.Map;

/** Items from the lines that {@link ItemWriter} wrote. */
public final class ItemReader {

    private ItemReader() {}

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

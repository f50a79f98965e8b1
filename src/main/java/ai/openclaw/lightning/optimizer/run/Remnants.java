package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.json.OwnJson;
import ai.openclaw.lightning.model.LearnedDocuments.Document;
import ai.openclaw.lightning.model.Suggestion.Kind;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.optimizer.SuggestionLinter;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recovers the readable parts of a row that can't be read as a whole. Pure. */
final class Remnants {

    /** The plan comes first in the text, so it often survives when the end is lost. */
    private static final Pattern SUGGESTION_IDS = Pattern.compile("\"suggestionIds\":\\[([^\\]]{0,400})\\]");

    private static final Pattern QUOTED = Pattern.compile("\"([a-z0-9-]{1,100})\"");

    private Remnants() {}

    static UnreadableRows.Row suggestion(Document row) {
        Map<String, String> fields = texts(row.document());
        Optional<AdoptedRule> rule =
                row.status().equals(Status.ADOPTED.jsonName()) ? rule(row, fields) : Optional.empty();
        return new UnreadableRows.Row(row.id(), row.agentId(), row.status(), fields.get("replaces"), rule);
    }

    /** Accepts only fields as this version writes them, and only a text that may appear in a prompt. */
    private static Optional<AdoptedRule> rule(Document row, Map<String, String> fields) {
        String kind = fields.get("kind");
        String text = fields.get("text");
        String replaces = fields.get("replaces");
        boolean removes = Kind.REMOVE_RULE.name().equals(kind);
        boolean adds =
                Kind.ADD_RULE.name().equals(kind) || Kind.TOOL_HINT.name().equals(kind);
        boolean known = removes || adds || Kind.REPLACE_RULE.name().equals(kind);
        boolean fits = row.id().equals(fields.get("id"))
                && Status.ADOPTED.name().equals(fields.get("status"))
                && Objects.equals(row.agentId(), fields.get("agentId"))
                && adds == (replaces == null);
        return known && fits && text != null && (removes ? text.isEmpty() : SuggestionLinter.mayBeTold(text))
                ? Optional.of(new AdoptedRule(row.id(), text, row.agentId(), replaces))
                : Optional.empty();
    }

    /** The text fields up to the point where the document becomes unreadable. */
    private static Map<String, String> texts(String document) {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser parser = OwnJson.FACTORY.createParser(document)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    texts.put(field, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException torn) {
            return texts;
        }
        return texts;
    }

    static UnreadableRows.Trial experiment(Document row) {
        Set<String> ids = new HashSet<>();
        Matcher list = SUGGESTION_IDS.matcher(row.document());
        if (list.find()) {
            Matcher quoted = QUOTED.matcher(list.group(1));
            while (quoted.find()) {
                ids.add(quoted.group(1));
            }
        }
        return new UnreadableRows.Trial(row.agentId(), row.status(), ids);
    }
}

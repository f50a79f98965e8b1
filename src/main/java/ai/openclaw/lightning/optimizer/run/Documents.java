package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.LearnedDocuments.Document;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.optimizer.LearnerMemory;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;

/**
 * Records as stored JSON. Every change of the format gets a new schema number and a way to read the previous one;
 * {@code src/test/resources/golden} holds what each version wrote. It guesses nothing: it refuses a document of a later
 * schema, or one that lacks a field.
 */
final class Documents {

    /** The current schema. A document without a number comes from 0.1.0 and otherwise equals schema 1. */
    static final int SCHEMA = 4;

    private static final String NOT_JSON = "it is not valid JSON";
    static final String UNKNOWN = "a field is missing or unknown to this version";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final OlderDocuments OLDER = new OlderDocuments(JSON);

    private Documents() {}

    /** JSON that is no document of this program, such as the params of a call. */
    static JsonNode foreign(String json) throws JsonProcessingException {
        return JSON.readTree(json);
    }

    /** A record, preceded by the schema number. */
    @JsonPropertyOrder("schema")
    private record Versioned(int schema, @JsonUnwrapped Object content) {}

    static Document of(Suggestion suggestion) {
        return new Document(
                suggestion.id(), suggestion.agentId(), suggestion.status().jsonName(), written(suggestion));
    }

    static Document of(LiveExperiment experiment) {
        return new Document(
                experiment.plan().id(),
                experiment.plan().agentId(),
                experiment.status().jsonName(),
                written(experiment.stored()));
    }

    static Document of(String optimizer, LearnerMemory memory) {
        return new Document(optimizer, null, "current", written(memory));
    }

    /** Fails with an {@link UnreadableDocumentException}, as the others do. */
    static Suggestion suggestion(Document row) {
        Suggestion suggestion = read(row, Suggestion.class, OLDER::suggestion, one -> one);
        requireId(row, suggestion.id());
        boolean fits = suggestion.history().isEmpty()
                ? suggestion.status() == Suggestion.Status.PROPOSED
                : suggestion.history().get(suggestion.history().size() - 1).to() == suggestion.status();
        if (!fits) {
            throw new UnreadableDocumentException("its history does not end with its status");
        }
        return suggestion;
    }

    static LiveExperiment experiment(Document row) {
        LiveExperiment experiment = read(row, LiveExperiment.Stored.class, OLDER::experiment, stored -> {
            LiveExperiment made = new LiveExperiment(stored);
            made.report(0, 0); // reads every part, so that a missing one is noticed here and not during a run
            return made;
        });
        requireId(row, experiment.plan().id());
        return experiment;
    }

    static LearnerMemory memory(Document row) {
        return read(row, LearnerMemory.class, (one, schema) -> {}, one -> one);
    }

    /** Several lines, for people. */
    static String pretty(Suggestion suggestion) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(suggestion) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record is not JSON", e);
        }
    }

    private static String written(Object content) {
        try {
            return JSON.writeValueAsString(new Versioned(SCHEMA, content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record is not JSON", e);
        }
    }

    /** @param upgrade from the schema with this number to the current one */
    private static <D, T> T read(Document row, Class<D> type, ObjIntConsumer<ObjectNode> upgrade, Function<D, T> made) {
        try {
            int schema = schemaOf(row.document());
            if (schema > SCHEMA) {
                throw new UnreadableDocumentException("a newer version stored it (schema " + schema + ")");
            }
            if (schema == SCHEMA) {
                return made.apply(JSON.readValue(row.document(), type));
            }
            ObjectNode older = (ObjectNode) JSON.readTree(row.document());
            upgrade.accept(older, schema);
            return made.apply(JSON.treeToValue(older, type));
        } catch (UnreadableDocumentException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            boolean isJson = !(e instanceof StreamReadException || e.getCause() instanceof StreamReadException);
            throw new UnreadableDocumentException(isJson ? UNKNOWN : NOT_JSON);
        }
    }

    private static int schemaOf(String document) throws IOException {
        try (JsonParser parser = JSON.createParser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableDocumentException(NOT_JSON);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isSchema = parser.currentName().equals("schema");
                parser.nextToken();
                if (isSchema) {
                    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                            ? parser.getIntValue()
                            : Integer.MAX_VALUE;
                }
                parser.skipChildren();
            }
        }
        return 0;
    }

    private static void requireId(Document row, String id) {
        if (!row.id().equals(id)) {
            throw new UnreadableDocumentException("it contains another id");
        }
    }
}

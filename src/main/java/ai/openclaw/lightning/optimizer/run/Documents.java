package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.LearnedDocuments.Document;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.optimizer.LearnerMemory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Records as the JSON that is stored. A field that a later version added is ignored by an earlier one. */
final class Documents {

    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    private Documents() {}

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

    static Suggestion suggestion(Document document) {
        return read(document, Suggestion.class);
    }

    static LiveExperiment experiment(Document document) {
        return new LiveExperiment(read(document, LiveExperiment.Stored.class));
    }

    static LearnerMemory memory(Document document) {
        return read(document, LearnerMemory.class);
    }

    /** For people: several lines. */
    static String pretty(Suggestion suggestion) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(suggestion) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record is not JSON", e);
        }
    }

    private static String written(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record is not JSON", e);
        }
    }

    private static <T> T read(Document document, Class<T> type) {
        try {
            return JSON.readValue(document.document(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the stored " + type.getSimpleName() + " can't be read", e);
        }
    }
}

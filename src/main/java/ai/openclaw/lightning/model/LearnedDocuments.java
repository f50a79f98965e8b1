package ai.openclaw.lightning.model;

import java.util.List;
import java.util.Objects;

/** The optimizer's stored knowledge, or the changed part of it, as JSON documents that only the optimizer reads. */
public record LearnedDocuments(List<Document> suggestions, List<Document> experiments, List<Document> memories) {

    public static final LearnedDocuments NOTHING = new LearnedDocuments(List.of(), List.of(), List.of());

    public LearnedDocuments {
        suggestions = List.copyOf(suggestions);
        experiments = List.copyOf(experiments);
        memories = List.copyOf(memories);
    }

    /**
     * One document.
     *
     * @param agentId may be null
     * @param status for readers of the database
     * @param document JSON text
     */
    public record Document(String id, String agentId, String status, String document) {

        public Document {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(document, "document");
        }
    }
}

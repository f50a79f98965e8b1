package ai.openclaw.lightning.model;

import java.util.List;
import java.util.Objects;

/**
 * The optimizer's stored knowledge, or the changed part of it, as JSON documents that only the optimizer reads.
 *
 * @param answers what became of decisions that other bridges on the same store asked for; with the changes they made
 */
public record LearnedDocuments(
        List<Document> suggestions, List<Document> experiments, List<Document> memories, List<Answer> answers) {

    public static final LearnedDocuments NOTHING = new LearnedDocuments(List.of(), List.of(), List.of());

    public LearnedDocuments {
        suggestions = List.copyOf(suggestions);
        experiments = List.copyOf(experiments);
        memories = List.copyOf(memories);
        answers = List.copyOf(answers);
    }

    public LearnedDocuments(List<Document> suggestions, List<Document> experiments, List<Document> memories) {
        this(suggestions, experiments, memories, List.of());
    }

    /** The same documents, stored together with the answer. */
    public LearnedDocuments with(Answer answer) {
        return new LearnedDocuments(suggestions, experiments, memories, List.of(answer));
    }

    /**
     * What became of a decision.
     *
     * @param id under which it was asked for
     * @param refused why it was not carried out; null when it was
     */
    public record Answer(long id, BridgeException refused) {}

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

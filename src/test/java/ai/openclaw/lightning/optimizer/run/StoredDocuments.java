package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.LearnedDocuments.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What an optimizer has stored, as rows that a test may damage. */
final class StoredDocuments {

    final Map<String, Document> suggestions = new LinkedHashMap<>();
    final Map<String, Document> experiments = new LinkedHashMap<>();
    final Map<String, Document> memories = new LinkedHashMap<>();

    LearnedDocuments all() {
        return new LearnedDocuments(
                List.copyOf(suggestions.values()), List.copyOf(experiments.values()), List.copyOf(memories.values()));
    }

    void save(LearnedDocuments changed) {
        changed.suggestions().forEach(one -> suggestions.put(one.id(), one));
        changed.experiments().forEach(one -> experiments.put(one.id(), one));
        changed.memories().forEach(one -> memories.put(one.id(), one));
    }

    /** Changes the text of a row, not its columns; the way back. */
    static Runnable damage(Map<String, Document> rows, String id, UnaryOperator<String> change) {
        Document before = rows.get(id);
        rows.put(id, new Document(before.id(), before.agentId(), before.status(), change.apply(before.document())));
        return () -> rows.put(id, before);
    }

    /** As a version would store it that this one knows nothing of. */
    static String ofANewerVersion(String document) {
        return document.replace("\"schema\":" + Documents.SCHEMA, "\"schema\":" + (Documents.SCHEMA + 1));
    }

    /** The second half is lost. */
    static String torn(String document) {
        return document.substring(0, document.length() / 2);
    }
}

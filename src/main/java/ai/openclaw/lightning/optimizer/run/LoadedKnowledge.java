package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.LearnedDocuments.Document;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.optimizer.LearnerMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stored documents, read row by row. An unreadable row is logged and does not affect the others.
 *
 * @param memories by the optimizer's name
 */
record LoadedKnowledge(
        List<Suggestion> suggestions,
        List<LiveExperiment> experiments,
        Map<String, LearnerMemory> memories,
        UnreadableRows unreadable) {

    private static final Logger LOG = LoggerFactory.getLogger(LoadedKnowledge.class);

    /** The most rows logged of one kind; a database from a newer version may hold thousands. */
    private static final int LOGGED_MAX = 20;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    static LoadedKnowledge of(LearnedDocuments stored) {
        Map<String, UnreadableRows.Row> suggestions = new HashMap<>();
        List<UnreadableRows.Trial> experiments = new ArrayList<>();
        Map<String, LearnerMemory> memories = new HashMap<>();
        Set<String> unreadableMemories = new HashSet<>();
        List<Suggestion> readableSuggestions = read(
                "suggestion",
                stored.suggestions(),
                Documents::suggestion,
                row -> suggestions.put(row.id(), Remnants.suggestion(row)));
        List<LiveExperiment> readableExperiments = read(
                "experiment",
                stored.experiments(),
                Documents::experiment,
                row -> experiments.add(Remnants.experiment(row)));
        read(
                "learner memory",
                stored.memories(),
                row -> memories.put(row.id(), Documents.memory(row)),
                row -> unreadableMemories.add(row.id()));
        return new LoadedKnowledge(
                readableSuggestions,
                readableExperiments,
                memories,
                new UnreadableRows(suggestions, experiments, unreadableMemories));
    }

    private static <T> List<T> read(
            String kind, List<Document> rows, Function<Document, T> reader, Consumer<Document> unreadable) {
        List<T> read = new ArrayList<>();
        int failures = 0;
        for (Document row : rows) {
            try {
                read.add(reader.apply(row));
            } catch (UnreadableDocumentException failure) {
                unreadable.accept(row);
                if (++failures <= LOGGED_MAX) {
                    LOG.warn(
                            "the stored {} {} can't be read and is left unchanged: {}",
                            kind,
                            PLAIN.matcher(row.id()).matches() ? row.id() : "with an invalid id",
                            failure.getMessage());
                }
            }
        }
        if (failures > LOGGED_MAX) {
            LOG.warn("{} more rows of the kind \"{}\" can't be read", failures - LOGGED_MAX, kind);
        }
        return read;
    }
}

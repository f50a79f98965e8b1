package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.LearnedDocuments.Document;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong with a stored document, it is noticed when it is read, and no other is lost with it. */
final class UnreadableDocumentsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path GOLDEN = Path.of("src/test/resources/golden/schema-" + Documents.SCHEMA);
    private static final Suggestion OTHER = SimulatedOptimizer.proposal(Metric.TOKENS, "read");

    /** Cut anywhere, of a newer schema, without one of its fields, with a constant that nobody knows yet. */
    private static List<String> damaged(String text) throws IOException {
        List<String> damaged =
                new ArrayList<>(List.of("", " ", "null", "[]", "1", "{}", "\u0000", text + "x", text + text));
        for (int cut = 1; cut < text.length(); cut += 3) {
            damaged.add(text.substring(0, cut));
        }
        for (String schema : List.of("" + (Documents.SCHEMA + 1), "99999999999999999999", "\"1\"", "null", "1.5")) {
            damaged.add(text.replace("{\"schema\":" + Documents.SCHEMA + ",", "{\"schema\":" + schema + ","));
        }
        ObjectNode whole = (ObjectNode) JSON.readTree(text);
        List<String> fields = new ArrayList<>();
        whole.fieldNames().forEachRemaining(fields::add);
        fields.remove("schema"); // without it, it would be a document of 0.1.0
        for (String field : fields) {
            damaged.add(((ObjectNode) whole.deepCopy().without(field)).toString());
            JsonNode value = whole.get(field);
            if (value.isTextual() && value.asText().equals(value.asText().toUpperCase(Locale.ROOT))) {
                damaged.add(whole.deepCopy().put(field, "NEWER").toString());
                damaged.add(whole.deepCopy().put(field, 0).toString());
            }
            if (value.isContainerNode() || value.isNumber()) {
                damaged.add(whole.deepCopy().putNull(field).toString());
            }
        }
        return damaged;
    }

    private static LoadedKnowledge loaded(String table, Document row) {
        List<Document> suggestions = new ArrayList<>(List.of(Documents.of(OTHER)));
        List<Document> experiments = new ArrayList<>();
        List<Document> memories = new ArrayList<>();
        switch (table) {
            case "suggestions" -> suggestions.add(row);
            case "experiments" -> experiments.add(row);
            default -> memories.add(row);
        }
        return LoadedKnowledge.of(new LearnedDocuments(suggestions, experiments, memories));
    }

    @ParameterizedTest
    @CsvSource({
        "suggestions, verified-adopted, decision-points-6595b1f4efa6",
        "suggestions, replace-rule-refuted, test-1",
        "experiments, paused, exp-9e3779b97f4a",
        "experiments, sessions, exp-9e3779b97f4a",
        "experiments, running, exp-b4e7c02574fc",
        "learner_memories, decision-points, decision-points"
    })
    void row_damagedInAnyWay_isLeftOutAlone(String table, String name, String id) throws IOException {
        String text = Files.readString(GOLDEN.resolve(table).resolve(name + ".json"));
        assertThat(loaded(table, new Document(id, null, "any", text))
                        .unreadable()
                        .count())
                .isZero();

        for (String one : damaged(text)) {
            LoadedKnowledge loaded = loaded(table, new Document(id, null, "any", one));
            assertThat(loaded.unreadable().count()).as(one).isEqualTo(1);
            assertThat(loaded.suggestions()).containsExactly(OTHER);
            assertThat(loaded.experiments()).isEmpty();
            assertThat(loaded.memories()).isEmpty();
        }
    }

    /** It would be stored under the other id, and the row would be read again at the next start. */
    @ParameterizedTest
    @CsvSource({"suggestions, verified-adopted", "experiments, running"})
    void row_withTheDocumentOfAnotherId_isLeftOut(String table, String name) throws IOException {
        String text = Files.readString(GOLDEN.resolve(table).resolve(name + ".json"));

        assertThat(loaded(table, new Document("another", null, "any", text))
                        .unreadable()
                        .count())
                .isEqualTo(1);
    }
}

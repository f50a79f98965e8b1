package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.importing.RecordingReader;
import ai.openclaw.lightning.traces.RecordedTraces;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proof 4: 1,034 recorded SQL sessions, replayed over HTTP without task keys. */
class InterCodeReplayIT {

    @Test
    void tryAgain_replayed_firstSuggestionIsToLookBeforeSelectingAgain(@TempDir Path home) throws Exception {
        RecordedTraces.assumePresent();
        Path file = RecordedTraces.folder().resolve(RecordedTraces.TRY_AGAIN + ".json.gz");
        List<ObjectNode> events = new ArrayList<>();
        Set<String> terminal = new HashSet<>();
        RecordingReader.read(file, recording -> events.addAll(recording.events()));
        try (RunningBridge bridge = new RunningBridge(home, Map.of())) {
            bridge.store(events);
            JsonNode suggestions = bridge.suggestionsOf(1_034).get("suggestions");

            assertThat(suggestions.size()).isBetween(1, 5);
            assertThat(suggestions.get(0).get("text").asText())
                    .matches("When `select` fails, call `(show|desc|describe)` .*`select`.*");
            terminal.add("submit");
            for (JsonNode one : suggestions) {
                assertThat(one.get("grade").asText()).isEqualTo("hint");
                assertThat(one.get("expected_gain").asDouble())
                        .isLessThanOrEqualTo(
                                suggestions.get(0).get("expected_gain").asDouble());
                one.get("tools").forEach(tool -> assertThat(terminal).doesNotContain(tool.asText()));
                assertThat(one.get("text").asText()).doesNotContainIgnoringCase("error");
                assertThat(home.resolve("storage/optimizations/" + one.get("id").asText() + ".json"))
                        .exists();
            }
        }
    }
}

package ai.openclaw.lightning.importing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Bridge;
import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.setting.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of faulty transcripts, imported into a real bridge while they grow and again when they are complete. */
class FaultyTranscriptsInABridgeTest {

    private static final int TRANSCRIPTS = 120;

    @TempDir
    Path folder;

    @Test
    void import_faultyTranscripts_eachTurnOnceAndNothingTheSecondTime() throws Exception {
        List<String> expected = new ArrayList<>();
        Path agents = folder.resolve("agents");
        try (Bridge bridge =
                Bridge.start(Config.of(Map.of("bridge.port", "0")), new Home(folder.resolve("home")), "test")) {
            BridgeClient client = new BridgeClient("http://127.0.0.1:" + bridge.port(), Secret.NONE, Secret.NONE);
            List<Runnable> completions = new ArrayList<>();
            for (int seed = 0; seed < TRANSCRIPTS; seed++) {
                expected.addAll(write(agents, seed, completions));
            }
            run(client, agents);
            completions.forEach(Runnable::run);
            run(client, agents);
            expected.sort(null);
            assertThat(stored(client)).isEqualTo(expected);

            ImportCounts again = run(client, agents).counts();

            assertThat(again.fresh()).hasToString("nothing");
            assertThat(again.refused()).isZero();
            assertThat(again.known().toString()).startsWith(expected.size() + " traces");
            assertThat(stored(client)).isEqualTo(expected);
        }
    }

    /** Writes some of a transcript; the rest comes with its completion. */
    private static List<String> write(Path agents, int seed, List<Runnable> completions) throws IOException {
        Random random = new Random(seed);
        TranscriptWriter writer = FaultyTranscriptsTest.writer(seed % 5, random);
        List<PlannedTurn> turns = FaultyTranscriptsTest.turns(1, random);
        writer.header("s" + seed, null);
        writer.write(turns);
        FaultyFile file = new FaultyFile(random);
        List<String> lines = file.broken(writer.lines, writer.hasIds());
        Path path = Files.createDirectories(agents.resolve("a" + seed % 7).resolve("sessions"))
                .resolve("s" + seed + ".jsonl");
        file.write(path, lines.subList(0, 1 + random.nextInt(lines.size())), "{\"type\":");
        completions.add(() -> {
            try {
                file.write(path, lines, "");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        return PlannedTurn.expected(turns);
    }

    private Importer run(BridgeClient client, Path path) {
        Importer importer =
                new Importer(client, new ResumePoints(folder.resolve("points")), progress -> {}, words -> {});
        importer.importPath(path);
        return importer;
    }

    private static List<String> stored(BridgeClient client) {
        List<String> texts = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = client.get("/traces?limit=200" + cursor);
            for (JsonNode trace : page.path("traces")) {
                texts.add(text(client.get("/traces/" + trace.path("trace_id").asText())));
            }
            cursor = page.hasNonNull("next") ? "&cursor=" + page.path("next").asText() : "";
        } while (!cursor.isEmpty());
        texts.sort(null);
        return texts;
    }

    private static String text(JsonNode trace) {
        StringBuilder text = new StringBuilder(trace.path("message").asText("")).append(" | ");
        for (JsonNode call : trace.path("tool_calls")) {
            text.append(call.path("tool_name").asText())
                    .append(' ')
                    .append(call.path("params").path("marker").asText())
                    .append(call.hasNonNull("error") ? " failed, " : ", ");
        }
        if (!trace.path("status").asText().equals("ended")) {
            return text + "| runs";
        }
        return text + "| success " + trace.path("success").asText() + ", "
                + trace.path("tokens_used").asLong() + " tokens";
    }
}

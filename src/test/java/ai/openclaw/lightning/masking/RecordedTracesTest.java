package ai.openclaw.lightning.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Recorded traces of real agents have no secrets: whatever is masked in them is a false alarm. */
class RecordedTracesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A header of an answer of {@code dig}, which looks like one of HTTP. */
    private static final String DNS_COOKIE = "; COOKIE: [masked]";

    private final Masker masker = new Masker(MaskingRules.BUILT_IN);
    private final List<String> alarms = new ArrayList<>();
    private int strings;

    @Test
    void maskText_recordedTraces_noFalseAlarm() throws IOException {
        Path folder = Path.of(System.getProperty("traces.dir", "../shared/traces"));
        assumeTrue(Files.isDirectory(folder), "no recorded traces in " + folder);
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(file -> file.toString().endsWith(".json.gz")
                            || file.toString().endsWith(".jsonl.gz"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            int stringsBefore = strings;
            int alarmsBefore = alarms.size();
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                boolean lines = file.toString().endsWith(".jsonl.gz");
                for (String json : lines ? text.lines().toList() : List.of(text)) {
                    JsonNode before = JSON.readTree(json);
                    int alarmsSoFar = alarms.size();
                    visit(before);
                    if (alarms.size() == alarmsSoFar) {
                        assertThat(JSON.readTree(Masked.json(masker, json))).isEqualTo(before);
                    }
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "masking: %s: %d strings, %d changed%n",
                    file.getFileName(),
                    strings - stringsBefore,
                    alarms.size() - alarmsBefore);
        }
        alarms.removeIf(alarm -> alarm.contains(DNS_COOKIE));
        assertThat(alarms).isEmpty();
    }

    private void visit(JsonNode node) {
        if (node.isTextual()) {
            strings++;
            String masked = masker.maskText(node.textValue());
            if (!masked.equals(node.textValue())) {
                alarms.add(masked);
            }
        }
        node.forEach(this::visit);
    }
}

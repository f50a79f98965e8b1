package ai.openclaw.lightning.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinesTest {

    private final List<String> findings = new ArrayList<>();
    private final List<String> entries = new ArrayList<>();

    private void read(String text) throws IOException {
        Findings found = new Findings(findings::add);
        Lines lines = new Lines(new StringReader(text), found);
        while (lines.next()) {
            Entries.read(lines, found, entry -> entries.add(entry.path("n").asText()));
        }
    }

    @Test
    void lines_withFaultsBetween_areAllReadAndTheFaultsNamed() throws IOException {
        read(
                "{\"n\":1}\r\n\n\0\0\0\n\0{\"n\":2}\nundefined\n{\"type\":\"m\",\"te{\"type\":\"m\",\"n\":3}\n{\"n\":4}{\"n\":5}\n{\"n\":");

        assertThat(entries).containsExactly("1", "2", "3", "4", "5");
        assertThat(findings)
                .containsExactly(
                        "line 3 holds nothing but NUL bytes",
                        "line 5 is not an entry: not JSON, or cut off",
                        "line 6 begins with an entry that was cut off; the one behind it is imported",
                        "line 8 is the last and cut off; it may still be written");
    }

    @Test
    void findings_ofAVeryBrokenFile_areCountedAfterTheFirstTen() throws IOException {
        Findings found = new Findings(findings::add);
        found.in(java.nio.file.Path.of("f"));
        for (int line = 1; line <= 25; line++) {
            found.line(line, "is bad");
        }
        found.in(null);

        assertThat(findings).hasSize(11).last().isEqualTo("f: 15 more lines could not be read");
        assertThat(found.unread()).isEqualTo(25);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"totalTokens\":7,\"input\":5} | 7",
                "{\"input\":100,\"output\":20,\"cacheRead\":5,\"cacheWrite\":1} | 126",
                "{\"input_tokens\":3,\"cache_read_input_tokens\":4,\"output_tokens\":2} | 9",
                "{\"prompt_tokens\":10,\"completion_tokens\":2,\"prompt_tokens_details\":{\"cached_tokens\":8}} | 12",
                "{\"promptTokenCount\":4,\"candidatesTokenCount\":3,\"thoughtsTokenCount\":2} | 9",
                "{\"inputTokens\":-5,\"outputTokens\":1e30} | 0",
                "null | 0"
            })
    void usage_inAnyProvidersWords_isItsSum(String usage, long tokens) throws IOException {
        JsonNode json = ImportJson.whole(usage);

        assertThat(TokenUsage.of(json)).isEqualTo(tokens);
    }
}

package ai.openclaw.lightning.commands;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.TestJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** The lines are those that the plugin for OpenClaw is tested with. */
class AnsweringCommandsTest {

    private static JsonNode lines() throws IOException {
        return TestJson.MAPPER.readTree(
                Path.of("openclaw/test/unit/exit-codes.json").toFile());
    }

    private static boolean answer(String line) {
        return AnsweringCommands.answer(1, TestJson.MAPPER.createObjectNode().put("command", line));
    }

    @Test
    void exitCode1_ofEachLine_isWhatThePluginTakesItFor() throws IOException {
        assertThat(lines().path("answers"))
                .allMatch(line -> answer(line.asText()))
                .hasSizeGreaterThan(20);
        assertThat(lines().path("errors"))
                .noneMatch(line -> answer(line.asText()))
                .hasSizeGreaterThan(10);
    }

    @Test
    void commands_areThoseOfThePlugin() throws IOException {
        List<String> plugin = Pattern.compile("'([^']+)'")
                .matcher(Files.readString(Path.of("openclaw/plugin/exit-code.js"))
                        .lines()
                        .filter(line -> line.contains("const ANSWERING_COMMANDS"))
                        .collect(Collectors.joining()))
                .results()
                .map(name -> name.group(1))
                .toList();

        assertThat(AnsweringCommands.ALL).isEqualTo(plugin);
    }

    @Test
    void exitCode1_ofWordsAndOfOtherFields_isAnAnswerToo() {
        ArrayNode words =
                TestJson.MAPPER.createArrayNode().add("bash").add("-lc").add("cd x && rg y");

        assertThat(AnsweringCommands.answer(
                        1, TestJson.MAPPER.createObjectNode().set("command", words)))
                .isTrue();
        assertThat(AnsweringCommands.answer(
                        1, TestJson.MAPPER.createObjectNode().put("cmd", "grep x y")))
                .isTrue();
        assertThat(AnsweringCommands.answer(
                        1, TestJson.MAPPER.createObjectNode().put("pattern", "x")))
                .isFalse();
        assertThat(AnsweringCommands.answer(
                        2, TestJson.MAPPER.createObjectNode().put("cmd", "grep x y")))
                .isFalse();
    }

    @Test
    void oddLines_takeNeitherTimeNorStack() {
        List<String> odd = List.of(
                "\"".repeat(9_999),
                "\\\"".repeat(4_999),
                "'a\"".repeat(3_333),
                "&|;".repeat(3_333),
                "<&>".repeat(3_333),
                "bash -c ".repeat(1_200),
                "\\a".repeat(4_999),
                "\"" + "\\a".repeat(4_990) + "\"");

        Assertions.assertTimeout(Duration.ofSeconds(5), () -> assertThat(odd).noneMatch(AnsweringCommandsTest::answer));
    }
}

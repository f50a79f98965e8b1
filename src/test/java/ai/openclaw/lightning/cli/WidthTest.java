package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.terminal.OutputStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a command prints fits the terminal, and nobody finds half a word or half a path in it. */
class WidthTest {

    private static final List<String> READING = List.of(
            "version",
            "status",
            "stats",
            "traces",
            "traces show last",
            "traces show last --full",
            "suggestions",
            "suggestions show 0a1b2c",
            "suggestions accept 0a1b2c",
            "experiments",
            "experiments 742dd37a",
            "optimize --wait 0",
            "logs",
            "config show",
            "config show --origin",
            "config validate",
            "config path",
            "key show",
            "doctor",
            "check",
            "stats --tools 0x",
            "backup /tmp/there/is/no/such/folder/in/the/world/backup.db",
            "experiments nothing-of-this-kind",
            "connect claude-code --print",
            "connect claude-code --project --print",
            "connect codex --print",
            "connect openclaw --print",
            "disconnect claude-code --print",
            "disconnect codex --print",
            "disconnect openclaw --print",
            "key list",
            "team status",
            "rate",
            "dashboard --no-open",
            "restore /tmp/there/is/no/such/folder/in/the/world/backup.db",
            "import /tmp/there/is/no/such/folder/in/the/world/transcripts",
            "cleanup --dry-run");

    /** What begins, lasts, ends or goes; what these say needs more than an agent's settings and a bridge that answers. */
    private static final Set<String> ACTING = Set.of(
            "run",
            "start",
            "stop",
            "restart",
            "export",
            "install-service",
            "uninstall-service",
            "uninstall",
            "demo",
            "completion",
            "help");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120})
    void help_everyCommand_fits(int columns) {
        List<String> all = Stream.concat(
                        Stream.of(""),
                        LightningTest.commands().flatMap(command -> Stream.concat(Stream.of(command), inner(command))))
                .toList();
        assertThat(all).hasSizeGreaterThan(35);
        for (String command : all) {
            assertFits(command + " --help", Map.of(), columns);
        }
    }

    private static Stream<String> inner(String command) {
        return CommandTree.of(CommandContext.ofProcess())
                .getSubcommands()
                .get(command)
                .getSubcommands()
                .keySet()
                .stream()
                .map(name -> command + " " + name);
    }

    @Test
    void output_everyCommand_isTriedOrActs() {
        Set<String> tried = READING.stream()
                .map(line -> line.replaceFirst(" .*", ""))
                .collect(Collectors.toCollection(HashSet::new));
        tried.addAll(ACTING);
        assertThat(LightningTest.commands()).isSubsetOf(tried);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120})
    void output_everyReadingCommand_fits(int columns) throws IOException {
        Home home = new Home(folder.resolve("home"));
        try (FakeBridge bridge = new FakeBridge(home, LongAnswers.all())) {
            Files.createDirectories(home.logs());
            Files.writeString(home.logFile(), "2026-11-29T03:47:02.123Z WARN optimizer: " + LongAnswers.RULE + "\n");
            Map<String, String> environment =
                    Map.of("LIGHTNING_HOME", home.root().toString(), "HOME", folder.toString());
            for (String agent : List.of("claude-code", "codex")) {
                CommandRun.with(environment, OutputStyle.PLAIN, "connect", agent); // for disconnect to show something
            }
            for (String line : READING) {
                assertFits(line, environment, columns);
            }
            assertThat(bridge.asked()).hasSizeGreaterThan(30);
        }
    }

    /** One line a setting where its value has room, another one beneath only for what somebody set. */
    @ParameterizedTest
    @ValueSource(ints = {60, 80})
    void configOrigins_narrow_oneLineASetting(int columns) throws IOException {
        Path file = folder.resolve("config.json");
        Files.writeString(file, "{\n  \"bridge\": {\"port\": 9000}\n}\n");
        CommandRun run = CommandRun.with(
                Map.of("LIGHTNING_HOME", folder.toString()),
                new OutputStyle(false, false, columns),
                "config",
                "show",
                "--origin");

        List<String> lines = run.out().lines().toList();
        assertThat(lines)
                .contains("bridge.host                        \"127.0.0.1\" default")
                .containsSequence("bridge.port                        9000", "    " + file + ":2");
        int settings =
                (int) lines.stream().filter(line -> !line.startsWith(" ")).count();
        assertThat(lines).hasSizeLessThan(settings + 30);
    }

    private static void assertFits(String line, Map<String, String> environment, int columns) {
        String[] words = line.strip().split(" ");
        CommandRun wide = CommandRun.with(environment, new OutputStyle(true, false, 10_000), words);
        CommandRun run = CommandRun.with(environment, new OutputStyle(true, false, columns), words);

        assertThat(run.out() + run.err()).as(line).isNotBlank();
        assertThat((run.out() + run.err()).lines())
                .as(line)
                .allSatisfy(one -> assertThat(one)
                        .satisfiesAnyOf(
                                fitting -> assertThat(fitting).hasSizeLessThanOrEqualTo(columns),
                                // What can't fit stays whole, behind the mark of a change.
                                word -> assertThat(
                                                word.replaceFirst("^[+-] ", "").strip())
                                        .doesNotContain(" ")));
        // Some commands name what runs on this machine, and that may have begun in between.
        CommandRun after = words(wide).containsAll(words(run))
                ? wide
                : CommandRun.with(environment, new OutputStyle(true, false, 10_000), words);
        Set<String> known = words(wide);
        known.addAll(words(after));
        assertThat(words(run)).as(line).isSubsetOf(known);
        assertThat(run.code()).as(line).isIn(wide.code(), after.code());
    }

    /** Apart from the marks of a cut and of a line that goes on. */
    private static Set<String> words(CommandRun run) {
        Set<String> words = new HashSet<>();
        Arrays.stream((run.out() + run.err()).split("\\s+"))
                .filter(word -> !word.equals("\\"))
                .map(word -> word.replace("…", "").replaceAll("[0-9]+", "0")) // a clock goes on
                .forEach(words::add);
        return words;
    }
}

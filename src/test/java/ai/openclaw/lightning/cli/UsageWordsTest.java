package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What a mistake on the command line is answered with: a person's words, and what was probably meant. */
class UsageWordsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    foo                      | unknown command "foo"
                    staus                    | unknown command "staus"; did you mean "status"?
                    resume                   | unknown command "resume"; did you mean "suggestions resume"?
                    suggestions acept        | unknown command "acept"; did you mean "accept"?
                    help foo                 | unknown command "foo"
                    stats foo                | unexpected argument "foo"
                    stats --jsno             | unknown option "--jsno"; did you mean "--json"?
                    doctor --json=x          | --json takes no value
                    suggestions show         | the ID is missing: lightning suggestions show ID
                    config set bridge.port   | the VALUE is missing: lightning config set NAME VALUE
                    config set               | the NAME is missing: lightning config set NAME VALUE
                    logs -n 99999999999      | --lines: "99999999999" is too large
                    traces --limit           | --limit needs a value: --limit=N
                    traces --limit x         | --limit: "x" is not a whole number
                    traces --limit 1 --limit 2 | --limit is given twice
                    traces --status dead     | --status: "dead" is none of open, ended, abandoned
                    """)
    void mistake_ofEachKind_inWords(String line, String words) {
        CommandRun run = CommandRun.of(line.split(" "));

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err().lines().toList().get(0)).isEqualTo("lightning: " + words);
        assertThat(run.err().lines().toList().get(1)).startsWith("For help: lightning");
    }

    /** Whatever number a command takes, and whichever command comes later. */
    @Test
    void numbers_absurd_refused() {
        List<String> refused = new ArrayList<>();
        for (CommandLine command : commands()) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                boolean number = option.type() == int.class || option.type() == long.class;
                if (number && !option.longestName().equals("--seed")) { // any number starts a simulation
                    String[] line = Stream.concat(
                                    Arrays.stream(command.getCommandSpec()
                                                    .qualifiedName()
                                                    .split(" "))
                                            .skip(1),
                                    Stream.of(option.longestName(), "-1"))
                            .toArray(String[]::new);
                    CommandRun run = CommandRun.of(line);
                    assertThat(run.code())
                            .as(String.join(" ", line) + run.err())
                            .isEqualTo(ExitCode.USAGE);
                    assertThat(run.err()).contains(option.longestName() + " must be between ");
                    refused.add(String.join(" ", line));
                }
            }
        }
        assertThat(refused).contains("stats --tools -1", "optimize --wait -1", "start --wait -1", "demo --sessions -1");
        assertThat(CommandRun.of("demo", "--sessions", "0").err()).contains("--sessions must be between 1 and 1000");
    }

    private static List<CommandLine> commands() {
        List<CommandLine> all = new ArrayList<>();
        CommandTree.of(CommandContext.ofProcess()).getSubcommands().values().forEach(command -> {
            all.add(command);
            all.addAll(command.getSubcommands().values());
        });
        return all;
    }
}

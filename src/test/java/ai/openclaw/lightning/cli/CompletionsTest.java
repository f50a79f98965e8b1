package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionsTest {

    @Test
    void main_folder_scriptsForEachShell(@TempDir Path folder) throws Exception {
        Completions.main(new String[] {folder.resolve("completions").toString()});

        String fish = Files.readString(folder.resolve("completions/lightning.fish"));
        assertThat(fish)
                .contains(
                        "complete -c lightning -n '__fish_use_subcommand' -f -a status -d 'Show whether the bridge is running and healthy")
                .contains("-n '__fish_seen_subcommand_from traces; and __fish_seen_subcommand_from show' -l full -d")
                .contains("-n '__fish_seen_subcommand_from logs' -s f -l follow -d")
                .doesNotContain("rehearse", "--background");
        assertThat(fish.lines())
                .allSatisfy(line -> assertThat(line.replace("\\'", "")
                                        .chars()
                                        .filter(c -> c == '\'')
                                        .count()
                                % 2)
                        .isZero());
        assertThat(Files.readString(folder.resolve("completions/lightning.bash")))
                .contains("complete -F _complete_lightning")
                .doesNotContain("rehearse");
        assertThat(Files.readString(folder.resolve("completions/_lightning"))).startsWith("#compdef lightning\n");
    }
}

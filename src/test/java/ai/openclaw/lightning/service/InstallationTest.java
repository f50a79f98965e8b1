package ai.openclaw.lightning.service;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.config.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What belongs to an installation, and what goes with it. */
class InstallationTest {

    @TempDir
    Path folder;

    @Test
    void parts_java_pinnedOnlyWhereTheUserPinnedIt() throws Exception {
        Home home = new Home(folder);
        assertThat(Service.Parts.of(Shipped.INSTALLATION, home, Map.of()).java())
                .isEmpty();
        String own = System.getProperty("java.home");
        assertThat(Service.Parts.of(Shipped.INSTALLATION, home, Map.of("JAVA_HOME", own))
                        .java())
                .contains(own + "/bin/java");
        assertThat(Service.Parts.of(Shipped.INSTALLATION, home, Map.of("JAVA_HOME", "/j"))
                        .java())
                .as("the launcher took another one")
                .isEmpty();
        assertThat(Service.Parts.of(Shipped.INSTALLATION, home, Map.of("JAVA_HOME", own, "LIGHTNING_JAVA", "/k"))
                        .java())
                .contains("/k");
        Files.createDirectories(folder.resolve("image/runtime"));
        Installation image = new Installation(folder.resolve("image"));
        assertThat(Service.Parts.of(image, home, Map.of("JAVA_HOME", own)).java())
                .isEmpty();
    }

    @Test
    void installation_removed_onlyWhereTheInstallerMadeIt() throws Exception {
        Path program = Files.createDirectories(folder.resolve("lib/openclaw-lightning/bin"))
                .getParent();
        Path link = folder.resolve("lightning");
        Files.writeString(program.resolve("bin/lightning"), "");
        Files.createSymbolicLink(link, program.resolve("bin/lightning"));

        assertThat(new Installation(program).remove())
                .singleElement()
                .asString()
                .startsWith("kept the program, which you unpacked by hand");
        assertThat(program).exists();

        Files.writeString(program.resolve(".removed-by"), "sudo apt remove openclaw-lightning\n");
        assertThat(new Installation(program).remove())
                .singleElement()
                .asString()
                .endsWith("to remove it: sudo apt remove openclaw-lightning");
        assertThat(program).exists();
        Files.delete(program.resolve(".removed-by"));

        Files.writeString(program.resolve(".installed-by-install.sh"), link + "\n");
        assertThat(new Installation(program).remove()).hasSize(2);
        assertThat(program).doesNotExist();
        assertThat(Files.isSymbolicLink(link)).isFalse();
    }
}

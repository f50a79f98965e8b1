package ai.openclaw.lightning;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shell scripts of {@code src/test/sh}, run on what the build packaged. */
@Execution(ExecutionMode.CONCURRENT)
class ScriptIT {

    private static final Path DIST = Script.DIST;
    private static final Path TARGET = DIST.getParent();
    private static final Path SCRIPTS = Script.FOLDER;

    @TempDir
    Path folder;

    /** Not below /tmp, which a unit with a private one can't see; that is tested as it is shipped. */
    @Test
    void service_systemd_installedKilledHungStoppedRemoved() throws Exception {
        Path own = Files.createTempDirectory(TARGET, "systemd-it");
        run(
                SCRIPTS.resolve("with-user-systemd.sh"),
                own.resolve("user"),
                "sh",
                SCRIPTS.resolve("service-life.sh"),
                TARGET.resolve("lightning-image"),
                own);
    }

    @Test
    void unit_shipped_verifiesAndIsRatedWell() throws Exception {
        run(SCRIPTS.resolve("unit-rating.sh"), DIST, folder);
    }

    @Test
    void installer_release_installsUpgradesVerifiesAndRemoves() throws Exception {
        run(SCRIPTS.resolve("installer.sh"), TARGET, folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lightning", "lightning-image"})
    void stranger_packaged_walksTheReadmesPath(String packaged) throws Exception {
        run(SCRIPTS.resolve("stranger.sh"), TARGET, packaged, folder);
    }

    @Test
    void operations_page_everyCommandRuns() throws Exception {
        run(
                SCRIPTS.resolve("operations.sh"),
                DIST,
                Path.of("docs/operations.md").toAbsolutePath(),
                folder);
    }

    @Test
    void page_packaged_isUsedInABrowser() throws Exception {
        run(SCRIPTS.resolve("page.sh"), DIST, TARGET, folder);
    }

    @Test
    void run_clone_namesWhatIsMissingBuildsAndRuns() throws Exception {
        run(SCRIPTS.resolve("run.sh"), Path.of("").toAbsolutePath(), folder);
    }

    @Test
    void debian_package_installsRunsAndIsRemoved() throws Exception {
        run(SCRIPTS.resolve("deb.sh"), TARGET, folder);
    }

    @Test
    void mcp_officialClients_connectListAndCall() throws Exception {
        run(SCRIPTS.resolve("mcp.sh"), DIST, folder);
    }

    /** Takes minutes and 0.4 GB, so only where it is asked for; {@code examples/agents/result.txt} has what it said. */
    @Test
    void examples_fiveFrameworks_areTraced() throws Exception {
        assumeTrue("true".equals(System.getenv("EXAMPLES")), "EXAMPLES=true installs the frameworks and runs them");
        run(Path.of("examples/agents/run-all.sh").toAbsolutePath(), DIST.resolve("bin/lightning"), folder);
    }

    @Test
    void connect_openClaw_keepsWhatIsTheUsers() throws Exception {
        run(SCRIPTS.resolve("connect-openclaw.sh"), DIST, folder);
    }

    @Test
    void release_folder_hasEachFileWithItsSum() throws Exception {
        run(SCRIPTS.resolve("release.sh"), TARGET, folder);
    }

    @Test
    void powershell_scripts_areParsed() throws Exception {
        run(SCRIPTS.resolve("powershell.sh"), DIST);
    }

    private void run(Object... words) throws IOException, InterruptedException {
        Script.run(folder, words);
    }
}

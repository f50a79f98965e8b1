package ai.openclaw.lightning.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that is run, and the definition that it fills in. */
class WindowsServiceTest {

    @TempDir
    Path folder;

    private final FakeShell shell = new FakeShell();

    @Test
    void install_runsTheShippedScript() {
        WindowsService service = new WindowsService(Shipped.parts(folder.resolve("home"), "C:\\java.exe"), shell);

        service.install(true);

        assertThat(shell.asked)
                .singleElement()
                .asString()
                .endsWith("install-service.ps1 -DataFolder " + folder.resolve("home") + " -Java C:\\java.exe");
        shell.answers.put(shell.asked.get(0), new Shell.Result(1, "Access denied"));
        assertThatThrownBy(() -> service.install(true)).hasMessageContaining("Access denied");
    }

    @Test
    void winswDefinition_isXmlWithTheScriptsPlaceholders() throws Exception {
        String shipped = Shipped.INSTALLATION.template("windows/openclaw-lightning.xml");
        String script = Shipped.INSTALLATION.template("windows/install-service.ps1");

        assertThat(Xml.parse(shipped).getDocumentElement().getTagName()).isEqualTo("service");
        for (String placeholder : List.of("@JAVA@", "@PROGRAM@", "@DATA@")) {
            assertThat(shipped).contains(placeholder);
            assertThat(script).contains("'" + placeholder + "'");
        }
    }
}

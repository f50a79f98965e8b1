package ai.openclaw.lightning.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What is written for each system, and what the system's own programs are asked, with their answers given. */
class ServiceDefinitionTest {

    /** The repository has the definitions where a distribution has them. */
    private static final Installation SHIPPED = new Installation(Path.of("").toAbsolutePath());

    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();
    private final Map<String, Shell.Result> answers = new HashMap<>();

    private Shell.Result answer(List<String> command) {
        String line = String.join(" ", command);
        asked.add(line);
        return answers.getOrDefault(line, new Shell.Result(0, ""));
    }

    private Service.Parts parts(String home, String java) {
        return new Service.Parts(SHIPPED, new Home(folder.resolve(home)), Optional.ofNullable(java));
    }

    private SystemdService systemd(String home) {
        return new SystemdService(parts(home, null), folder.resolve("units/openclaw-lightning.service"), this::answer);
    }

    @Test
    void systemd_unit_hasThisMachinesPathsQuoted() {
        String unit =
                new SystemdService(parts("a \"$%h\" b", "/opt/my java/bin/java"), folder, this::answer).unitText();

        assertThat(unit.lines())
                .contains(
                        "ExecStart=\"" + SHIPPED.launcher() + "\" run --home \"" + folder
                                + "/a \\\"$$%%h\\\" b\" --set logging.file_enabled=true",
                        "Environment=\"LIGHTNING_JAVA=/opt/my java/bin/java\"",
                        "ReadWritePaths=\"-" + folder + "/a \\\"$%%h\\\" b\"",
                        "Type=notify",
                        "StartLimitIntervalSec=0",
                        "Restart=on-failure",
                        "WatchdogSec=3min")
                .noneMatch(line -> line.startsWith("#"));
    }

    @Test
    void systemd_homeInTmp_noPrivateOneThatWouldHideIt() {
        Service.Parts there = new Service.Parts(SHIPPED, new Home(Path.of("/tmp/x")), Optional.empty());
        Service.Parts elsewhere = new Service.Parts(
                new Installation(Path.of("")), // relative: this checkout may itself lie in /tmp
                new Home(Path.of("/srv/x")),
                Optional.empty());

        assertThat(new SystemdService(there, folder, this::answer).unitText()).doesNotContain("PrivateTmp");
        assertThat(new SystemdService(elsewhere, folder, this::answer).unitText())
                .contains("PrivateTmp=yes");
    }

    @Test
    void systemd_install_writesStartsAndAgainChangesNothing() {
        answers.put("systemctl --user is-active --quiet openclaw-lightning.service", new Shell.Result(3, ""));
        assertThat(systemd("home").install(true)).anyMatch(line -> line.startsWith("started openclaw-lightning"));
        assertThat(asked)
                .containsSubsequence(
                        "systemctl --user daemon-reload",
                        "systemctl --user enable openclaw-lightning.service",
                        "systemctl --user restart openclaw-lightning.service");
        assertThat(folder.resolve("home/storage")).isDirectory();

        asked.clear();
        answers.clear();
        assertThat(systemd("home").install(true)).contains("it was running already");
        assertThat(asked).doesNotContain("systemctl --user restart openclaw-lightning.service");
    }

    @Test
    void systemd_notThere_refusedAndNothingWritten() {
        answers.put(
                "systemctl --user show-environment",
                new Shell.Result(1, "Failed to connect to bus: No medium found\nmore"));

        assertThatThrownBy(() -> systemd("home").install(true))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("(Failed to connect to bus: No medium found)")
                .hasMessageContaining("lightning start")
                .hasMessageContaining("--no-start");
        assertThat(folder.resolve("units")).doesNotExist();
    }

    @Test
    void systemd_doesNotStart_takenBackUnlessItWasThereBefore() {
        Path unit = folder.resolve("units/openclaw-lightning.service");
        answers.put("systemctl --user is-active --quiet openclaw-lightning.service", new Shell.Result(3, ""));
        answers.put("systemctl --user restart openclaw-lightning.service", new Shell.Result(1, "Job failed.\nmore"));

        assertThatThrownBy(() -> systemd("home").install(true))
                .hasMessageContaining("Job failed.")
                .hasMessageContaining("journalctl --user -u openclaw-lightning");
        assertThat(unit).doesNotExist();

        systemd("home").install(false);
        assertThatThrownBy(() -> systemd("home").install(true)).isInstanceOf(ServiceException.class);
        assertThat(unit).exists();
    }

    @Test
    void systemd_bridgeRunsAlready_refused() throws Exception {
        answers.put("systemctl --user is-active --quiet openclaw-lightning.service", new Shell.Result(3, ""));
        try (HomeLock running = HomeLock.take(new Home(folder.resolve("home")))) {
            assertThatThrownBy(() -> systemd("home").install(true))
                    .isInstanceOf(ServiceException.class)
                    .hasMessageContaining("another bridge is running")
                    .hasMessageContaining("lightning stop");
            assertThat(folder.resolve("units")).doesNotExist();
            assertThat(running).isNotNull();
        }
    }

    @Test
    void systemd_uninstall_stopsAndRemoves_andAgainSaysSo() {
        systemd("home").install(false);
        assertThat(folder.resolve("units/openclaw-lightning.service")).exists();

        assertThat(systemd("home").uninstall()).contains("stopped openclaw-lightning");
        assertThat(asked).contains("systemctl --user disable --now openclaw-lightning.service");
        assertThat(folder.resolve("units/openclaw-lightning.service")).doesNotExist();
        assertThat(systemd("home").uninstall()).containsExactly("no service is installed");
    }

    @Test
    void launchd_agent_isAPropertyListThatRestartsOnFailureOnly() throws Exception {
        LaunchdService service = new LaunchdService(parts("a & <b>", "/opt/java"), folder, this::answer);

        Map<String, Object> agent = propertyList(service.agentText());

        Path home = folder.resolve("a & <b>");
        assertThat(agent)
                .containsEntry("Label", "com.openclaw.lightning")
                .containsEntry(
                        "ProgramArguments",
                        List.of(SHIPPED.launcher().toString(), "run", "--background", "--home", home.toString()))
                .containsEntry("EnvironmentVariables", Map.of("LIGHTNING_JAVA", "/opt/java"))
                .containsEntry("RunAtLoad", true)
                .containsEntry("KeepAlive", Map.of("SuccessfulExit", false))
                .containsEntry("LowPriorityIO", true)
                .containsEntry("StandardErrorPath", home + "/logs/service.log");
        assertThat(propertyList(new LaunchdService(parts("home", null), folder, this::answer).agentText()))
                .doesNotContainKey("EnvironmentVariables");
    }

    @Test
    void launchd_installAndUninstall_askLaunchctl() {
        answers.put("id -u", new Shell.Result(0, "501\n"));
        answers.put("launchctl print gui/501/com.openclaw.lightning", new Shell.Result(113, "not found"));
        Shell launchd = command -> {
            if (command.get(1).equals("bootout")) {
                answers.put("launchctl print gui/501/com.openclaw.lightning", new Shell.Result(113, "not found"));
            }
            return answer(command);
        };
        LaunchdService service =
                new LaunchdService(parts("home", null), folder.resolve("agents/com.openclaw.lightning.plist"), launchd);
        Path agent = folder.resolve("agents/com.openclaw.lightning.plist");

        service.install(true);
        assertThat(asked).contains("launchctl bootstrap gui/501 " + agent);
        assertThat(agent).exists();

        answers.remove("launchctl print gui/501/com.openclaw.lightning");
        assertThat(service.install(true)).contains("it was loaded already");
        assertThat(service.uninstall()).contains("stopped com.openclaw.lightning");
        assertThat(asked).contains("launchctl bootout gui/501/com.openclaw.lightning");
        assertThat(agent).doesNotExist();
        assertThat(service.uninstall()).containsExactly("no service is installed");
    }

    @Test
    void windows_install_runsTheShippedScript() {
        WindowsService service = new WindowsService(parts("home", "C:\\java.exe"), this::answer);

        service.install(true);

        assertThat(asked)
                .singleElement()
                .asString()
                .endsWith("install-service.ps1 -DataFolder " + folder.resolve("home") + " -Java C:\\java.exe");
        answers.put(asked.get(0), new Shell.Result(1, "Access denied"));
        assertThatThrownBy(() -> service.install(true)).hasMessageContaining("Access denied");
    }

    @Test
    void windows_winswDefinition_isXmlWithTheScriptsPlaceholders() throws Exception {
        String shipped = SHIPPED.template("windows/openclaw-lightning.xml");
        String script = SHIPPED.template("windows/install-service.ps1");

        assertThat(xml(shipped).getDocumentElement().getTagName()).isEqualTo("service");
        for (String placeholder : List.of("@JAVA@", "@PROGRAM@", "@DATA@")) {
            assertThat(shipped).contains(placeholder);
            assertThat(script).contains("'" + placeholder + "'");
        }
    }

    @Test
    void parts_java_pinnedOnlyWhereTheUserPinnedIt() throws Exception {
        Home home = new Home(folder);
        assertThat(Service.Parts.of(SHIPPED, home, Map.of()).java()).isEmpty();
        assertThat(Service.Parts.of(SHIPPED, home, Map.of("JAVA_HOME", "/j")).java())
                .contains("/j/bin/java");
        assertThat(Service.Parts.of(SHIPPED, home, Map.of("JAVA_HOME", "/j", "LIGHTNING_JAVA", "/k"))
                        .java())
                .contains("/k");
        Files.createDirectories(folder.resolve("image/runtime"));
        Installation image = new Installation(folder.resolve("image"));
        assertThat(Service.Parts.of(image, home, Map.of("JAVA_HOME", "/j")).java())
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
                .startsWith("left: the program");
        assertThat(program).exists();

        Files.writeString(program.resolve(".installed-by-install.sh"), link + "\n");
        assertThat(new Installation(program).remove()).hasSize(2);
        assertThat(program).doesNotExist();
        assertThat(Files.isSymbolicLink(link)).isFalse();
    }

    private static Document xml(String text) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @SuppressWarnings("unchecked") // a property list's outermost element is a dictionary, or the cast fails the test
    private static Map<String, Object> propertyList(String text) throws Exception {
        Element root = xml(text).getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("plist");
        return (Map<String, Object>) value(children(root).get(0));
    }

    /** As Apple's DTD has it: a key, then its value. */
    private static Object value(Element element) {
        return switch (element.getTagName()) {
            case "dict" -> {
                Map<String, Object> dictionary = new HashMap<>();
                List<Element> entries = children(element);
                for (int i = 0; i < entries.size(); i += 2) {
                    assertThat(entries.get(i).getTagName()).isEqualTo("key");
                    assertThat(dictionary.put(entries.get(i).getTextContent(), value(entries.get(i + 1))))
                            .isNull();
                }
                yield dictionary;
            }
            case "array" ->
                children(element).stream().map(ServiceDefinitionTest::value).toList();
            case "string" -> element.getTextContent();
            case "integer" -> Integer.valueOf(element.getTextContent());
            case "true", "false" -> Boolean.valueOf(element.getTagName());
            default -> throw new AssertionError(element.getTagName() + " is no element of a property list");
        };
    }

    private static List<Element> children(Element element) {
        return Stream.iterate(element.getFirstChild(), node -> node != null, Node::getNextSibling)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }
}

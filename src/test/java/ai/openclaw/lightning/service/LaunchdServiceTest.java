package ai.openclaw.lightning.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The agent that is written, and what launchctl is asked. */
class LaunchdServiceTest {

    @TempDir
    Path folder;

    private final FakeShell shell = new FakeShell();

    @Test
    void agent_isAPropertyListThatRestartsOnFailureOnly() throws Exception {
        LaunchdService service =
                new LaunchdService(Shipped.parts(folder.resolve("a & <b>"), "/opt/java"), folder, shell);

        Map<String, Object> agent = propertyList(service.agentText());

        Path home = folder.resolve("a & <b>");
        assertThat(agent)
                .containsEntry("Label", "com.openclaw.lightning")
                .containsEntry(
                        "ProgramArguments",
                        List.of(
                                Shipped.INSTALLATION.launcher().toString(),
                                "run",
                                "--background",
                                "--home",
                                home.toString()))
                .containsEntry("EnvironmentVariables", Map.of("LIGHTNING_JAVA", "/opt/java"))
                .containsEntry("RunAtLoad", true)
                .containsEntry("KeepAlive", Map.of("SuccessfulExit", false))
                .containsEntry("LowPriorityIO", true)
                .containsEntry("StandardErrorPath", home + "/logs/service.log");
        assertThat(propertyList(
                        new LaunchdService(Shipped.parts(folder.resolve("home"), null), folder, shell).agentText()))
                .doesNotContainKey("EnvironmentVariables");
    }

    @Test
    void installAndUninstall_askLaunchctl() {
        shell.answers.put("id -u", new Shell.Result(0, "501\n"));
        shell.answers.put("launchctl print gui/501/com.openclaw.lightning", new Shell.Result(113, "not found"));
        Shell launchd = command -> {
            if (command.get(1).equals("bootout")) {
                shell.answers.put("launchctl print gui/501/com.openclaw.lightning", new Shell.Result(113, "not found"));
            }
            return shell.run(command);
        };
        LaunchdService service = new LaunchdService(
                Shipped.parts(folder.resolve("home"), null),
                folder.resolve("agents/com.openclaw.lightning.plist"),
                launchd);
        Path agent = folder.resolve("agents/com.openclaw.lightning.plist");

        service.install(true);
        assertThat(shell.asked).contains("launchctl bootstrap gui/501 " + agent);
        assertThat(agent).exists();

        shell.answers.remove("launchctl print gui/501/com.openclaw.lightning");
        assertThat(service.install(true)).contains("it was already loaded");
        assertThat(service.uninstall()).contains("stopped com.openclaw.lightning");
        assertThat(shell.asked).contains("launchctl bootout gui/501/com.openclaw.lightning");
        assertThat(agent).doesNotExist();
        assertThat(service.uninstall()).containsExactly("no service is installed");
    }

    @SuppressWarnings("unchecked") // a property list's outermost element is a dictionary, or the cast fails the test
    private static Map<String, Object> propertyList(String text) throws Exception {
        Element root = Xml.parse(text).getDocumentElement();
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
                children(element).stream().map(LaunchdServiceTest::value).toList();
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

package ai.openclaw.lightning.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An agent of macOS's launchd for one user. */
record LaunchdService(Service.Parts parts, Path folder, Shell shell) implements Service {

    private static final String LABEL = "com.openclaw.lightning";
    private static final String FILE = LABEL + ".plist";

    @Override
    public List<String> install(boolean start) {
        Path logs = parts.home().logs();
        try {
            Files.createDirectories(logs);
        } catch (IOException e) {
            throw new ServiceException(logs + ": can't be made: " + e, e);
        }
        ServiceFile agent = new ServiceFile(folder.resolve(FILE));
        boolean changed = agent.write(agentText());
        List<String> said = new ArrayList<>();
        said.add((changed ? "wrote " : "unchanged: ") + agent.path());
        if (!start) {
            said.add("left: to start it, now and at each login: launchctl bootstrap gui/$(id -u) " + agent.path());
            return said;
        }
        String domain = domain();
        boolean loaded = shell.call("launchctl", "print", domain + "/" + LABEL).ok();
        if (loaded && !changed) {
            said.add("it was loaded already");
            return said;
        }
        if (loaded) {
            must("bootout", domain + "/" + LABEL);
        }
        must("enable", domain + "/" + LABEL);
        must("bootstrap", domain, agent.path().toString());
        said.add("started " + LABEL + "; it starts at each login from now on");
        said.add("its log: " + logs.resolve("service.log"));
        return said;
    }

    @Override
    public List<String> uninstall() {
        ServiceFile agent = new ServiceFile(folder.resolve(FILE));
        if (!agent.exists()) {
            return List.of("no service is installed");
        }
        List<String> said = new ArrayList<>();
        String service = domain() + "/" + LABEL;
        if (shell.call("launchctl", "print", service).ok()) {
            must("bootout", service);
            said.add("stopped " + LABEL);
        }
        agent.delete();
        said.add("removed " + agent.path());
        return said;
    }

    /** The shipped agent with the paths of this machine. */
    String agentText() {
        String environment = parts.java()
                .map(java -> "<key>EnvironmentVariables</key>\n    <dict>\n      <key>LIGHTNING_JAVA</key>\n"
                        + "      <string>" + escaped(java) + "</string>\n    </dict>")
                .orElse("");
        return parts.installation()
                .template("launchd/" + FILE)
                .replace("@LAUNCHER@", escaped(parts.installation().launcher().toString()))
                .replace("@HOME@", escaped(parts.home().root().toString()))
                .replace("<!-- @JAVA@ -->", environment);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private String domain() {
        return "gui/" + shell.call("id", "-u").output();
    }

    private void must(String... words) {
        List<String> command = new ArrayList<>(List.of("launchctl"));
        command.addAll(List.of(words));
        Shell.Result result = shell.call(command.toArray(String[]::new));
        if (!result.ok()) {
            throw new ServiceException(String.join(" ", command) + " failed: " + result.firstLine()
                    + ". What the bridge" + " said is in " + parts.home().logs().resolve("service.log"));
        }
    }
}

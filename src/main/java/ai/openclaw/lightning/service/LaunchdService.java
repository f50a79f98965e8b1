package ai.openclaw.lightning.service;

import ai.openclaw.lightning.config.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An agent of macOS's launchd for one user. */
record LaunchdService(Service.Parts parts, Path definition, Shell shell) implements Service {

    private static final String LABEL = Launchctl.LABEL;

    @Override
    public List<String> install(boolean start) {
        Path logs = parts.home().logs();
        try {
            Files.createDirectories(logs);
        } catch (IOException e) {
            throw new ServiceException(logs + ": can't be created: " + IoReason.of(e), e);
        }
        ServiceFile agent = new ServiceFile(definition);
        boolean changed = agent.write(agentText());
        List<String> report = new ArrayList<>();
        report.add((changed ? "wrote " : "unchanged: ") + agent.path());
        if (!start) {
            report.add(
                    "not started; to start it now and at each login: launchctl bootstrap gui/$(id -u) " + agent.path());
            return report;
        }
        Launchctl launchctl = new Launchctl(definition, shell);
        if (!changed && launchctl.isLoaded()) {
            report.add("it was already loaded");
            return report;
        }
        launchctl.stop(); // what is loaded is the old definition
        launchctl.start();
        report.add("started " + LABEL + "; from now on it starts at each login");
        report.add("its log: " + logs.resolve("service.log"));
        return report;
    }

    @Override
    public List<String> uninstall() {
        ServiceFile agent = new ServiceFile(definition);
        if (!agent.exists()) {
            return List.of("no service is installed");
        }
        List<String> report = new ArrayList<>();
        Launchctl launchctl = new Launchctl(definition, shell);
        if (launchctl.isLoaded()) {
            launchctl.stop();
            report.add("stopped " + LABEL);
        }
        agent.delete();
        report.add("removed " + agent.path());
        return report;
    }

    /** The shipped agent with the paths of this machine. */
    String agentText() {
        String environment = parts.java()
                .map(java -> "<key>EnvironmentVariables</key>\n    <dict>\n      <key>LIGHTNING_JAVA</key>\n"
                        + "      <string>" + Launchctl.escaped(java) + "</string>\n    </dict>")
                .orElse("");
        return parts.installation()
                .template("launchd/" + Launchctl.FILE)
                .replace(
                        "@LAUNCHER@",
                        Launchctl.escaped(parts.installation().launcher().toString()))
                .replace("@HOME@", Launchctl.escaped(parts.home().root().toString()))
                .replace("<!-- @JAVA@ -->", environment);
    }
}

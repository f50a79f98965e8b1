package ai.openclaw.lightning.service;

import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.config.IoReason;
import ai.openclaw.lightning.config.setting.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A unit of the user's own systemd. */
record SystemdService(Service.Parts parts, Path definition, Shell shell) implements Service {

    private static final String NAME = Systemctl.NAME;
    private static final String UNIT = Systemctl.UNIT;

    @Override
    public List<String> install(boolean start) {
        List<String> report = new ArrayList<>();
        if (start) {
            requireSystemd();
        }
        boolean active = start && systemctl().run("is-active", "--quiet", UNIT).ok();
        if (!active) {
            prepareHome(start);
        }
        ServiceFile unit = new ServiceFile(definition);
        boolean known = unit.exists();
        boolean changed = unit.write(unitText());
        report.add((changed ? "wrote " : "unchanged: ") + unit.path());
        if (!start) {
            report.add("not started; to start it now and at each login:"
                    + " systemctl --user daemon-reload && systemctl --user enable --now " + NAME);
            return report;
        }
        systemctl().runOrFail("daemon-reload");
        systemctl().runOrFail("enable", UNIT);
        if (!active || changed) {
            startOrTakeBack(known);
            report.add("started " + NAME + "; from now on it starts at each login");
        } else {
            report.add("it was already running");
        }
        if (!lingers()) {
            report.add("it stops when you log out; to keep it running: loginctl enable-linger");
        }
        report.add("its log: journalctl --user -u " + NAME);
        return report;
    }

    @Override
    public List<String> uninstall() {
        ServiceFile unit = new ServiceFile(definition);
        if (!unit.exists()) {
            return List.of("no service is installed");
        }
        List<String> report = new ArrayList<>();
        if (systemctl().run("show-environment").ok()) {
            systemctl().runOrFail("disable", "--now", UNIT);
            report.add("stopped " + NAME);
        } else {
            new ServiceFile(definition.resolveSibling("default.target.wants").resolve(UNIT)).delete();
        }
        unit.delete();
        report.add("removed " + unit.path());
        if (report.size() > 1) {
            systemctl().runOrFail("daemon-reload");
            systemctl().run("reset-failed", UNIT); // fails where it never failed
        }
        return report;
    }

    /** Returns when the bridge is ready. A service that never ran is not left behind to try and try. */
    private void startOrTakeBack(boolean known) {
        try {
            systemctl().runOrFail("restart", UNIT);
        } catch (ServiceException e) {
            if (!known) {
                uninstall();
            }
            throw e;
        }
    }

    private void requireSystemd() {
        Shell.Result answer = systemctl().run("show-environment");
        if (!answer.ok()) {
            throw new ServiceException("systemd does not answer for this user (" + answer.firstLine()
                    + "). Use \"lightning start\" instead, or write the unit for later with"
                    + " \"lightning install-service --no-start\"");
        }
    }

    /** The unit may write to a home only if that is there when it starts. */
    private void prepareHome(boolean start) {
        try {
            HomeLock.take(parts.home()).close();
        } catch (ConfigException e) {
            if (start) {
                throw new ServiceException(e.getMessage() + "; stop that first: lightning stop", e);
            }
        } catch (IOException e) {
            throw new ServiceException(parts.home().root() + ": can't be used: " + IoReason.of(e), e);
        }
    }

    /** The shipped unit with the paths of this machine. */
    String unitText() {
        return parts.installation()
                .template("systemd/" + UNIT)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .flatMap(this::filled)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private Stream<String> filled(String line) {
        Path home = parts.home().root();
        if (line.startsWith("ExecStart=")) {
            String command = line.replace(
                            "%h/.local/bin/lightning", word(parts.installation().launcher()))
                    .replace("%h/.openclaw/lightning", word(home));
            return parts.java()
                    .map(java -> Stream.of(command, "Environment=" + quoted("LIGHTNING_JAVA=" + java)))
                    .orElseGet(() -> Stream.of(command));
        }
        if (line.startsWith("ReadWritePaths=")) {
            return Stream.of("ReadWritePaths=" + quoted("-" + home));
        }
        // In a private /tmp what is in the real one could not be seen.
        boolean temporary = Stream.of(home, parts.installation().folder())
                .anyMatch(path -> path.startsWith("/tmp") || path.startsWith("/var/tmp"));
        return temporary && line.startsWith("PrivateTmp=") ? Stream.empty() : Stream.of(line);
    }

    /** A word of a command line: there a dollar means a variable. */
    private static String word(Path path) {
        return quoted(path.toString().replace("$", "$$"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%") + '"';
    }

    private boolean lingers() {
        Shell.Result answer = shell.call("loginctl", "show-user", System.getProperty("user.name"), "-p", "Linger");
        return answer.output().contains("Linger=yes");
    }

    private Systemctl systemctl() {
        return new Systemctl(shell);
    }
}

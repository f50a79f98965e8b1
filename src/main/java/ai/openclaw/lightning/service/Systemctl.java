package ai.openclaw.lightning.service;

import ai.openclaw.lightning.config.Home;
import java.util.Set;
import java.util.stream.Stream;

/** The user's own systemd, asked by its own program. */
record Systemctl(Shell shell) implements ServiceControl {

    static final String NAME = "openclaw-lightning";
    static final String UNIT = NAME + ".service";

    private static final Set<String> AT_REST = Set.of("inactive", "failed");

    /** Whether it answers and the unit that it knows is that home's; one written by hand may name it by a variable. */
    boolean manages(Home home) {
        Shell.Result unit = run("show", "--property=ExecStart", UNIT);
        String arguments = " --home " + home.root().toString().replace("$", "$$"); // as on a unit's command line
        return unit.ok()
                && (unit.output().contains(arguments + " --") || unit.output().contains(arguments + " ;"));
    }

    @Override
    public String name() {
        return NAME + " of systemd";
    }

    @Override
    public boolean isActive() {
        Shell.Result state = run("show", "--property=ActiveState", "--value", UNIT);
        return state.ok() && !AT_REST.contains(state.output());
    }

    @Override
    public void start() {
        runOrFail("start", UNIT);
    }

    @Override
    public void stop() {
        runOrFail("stop", UNIT);
    }

    void runOrFail(String... arguments) {
        Shell.Result result = run(arguments);
        if (!result.ok()) {
            throw new ServiceException("systemctl --user " + String.join(" ", arguments) + " failed: "
                    + result.firstLine() + ". To see why: journalctl --user -u " + NAME + " -n 20");
        }
    }

    Shell.Result run(String... arguments) {
        return shell.call(Stream.concat(Stream.of("systemctl", "--user"), Stream.of(arguments))
                .toArray(String[]::new));
    }
}

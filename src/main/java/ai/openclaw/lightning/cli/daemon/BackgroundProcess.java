package ai.openclaw.lightning.cli.daemon;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.IoReason;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts a bridge that outlives the command and its terminal. It runs in its own session where {@code setsid} exists, and
 * ignores the terminal's hang-up signal elsewhere.
 */
final class BackgroundProcess {

    private static final int STARTUP_OUTPUT_BYTES_MAX = 4_096;

    private final Home home;
    private final String launcher;

    /** {@code launcher} is the path of bin/lightning, or null if that did not start the program. */
    BackgroundProcess(Home home, String launcher) {
        this.home = home;
        this.launcher = launcher;
    }

    /** The file for what a bridge prints before its log file is open, and for what the JVM prints. */
    Path startLog() {
        return home.logs().resolve("start.log");
    }

    /** Starts it on a prepared home. {@code settings} maps keys to values and overrides the configuration. */
    Process start(Map<String, String> settings) {
        if (launcher == null) {
            throw new CommandFailure(
                    ExitCode.ERROR, "lightning start only works from bin/lightning, not from the jar itself");
        }
        List<String> command = isWindows()
                ? withoutConsole(Path.of(launcher), Path.of(System.getProperty("java.home")), javaOptions())
                : new ArrayList<>(List.of(onPath("setsid") ? "setsid" : "nohup", launcher));
        command.addAll(List.of("run", "--background", "--home", home.root().toString()));
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        try {
            Home.makeFile(startLog());
            Files.write(startLog(), new byte[0]);
            return new ProcessBuilder(command)
                    .redirectInput(Redirect.from(new File(isWindows() ? "NUL" : "/dev/null")))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(startLog().toFile()))
                    .start();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ERROR, "the bridge can't be started: " + IoReason.of(e));
        }
    }

    /** Returns what a bridge printed before its log was open. */
    String startupOutput() {
        try {
            byte[] output = Files.readAllBytes(startLog());
            int from = Math.max(0, output.length - STARTUP_OUTPUT_BYTES_MAX);
            return new String(output, from, output.length - from, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return startLog() + " can't be read: " + IoReason.of(e);
        }
    }

    /**
     * What lightning.bat runs, with a Java that has no console: closing the window of a console ends all programs that are
     * attached to it, the interpreter of batch files among them.
     */
    static List<String> withoutConsole(Path launcher, Path javaHome, List<String> javaOptions) {
        Path folder = launcher.getParent();
        List<String> command = new ArrayList<>(List.of(
                javaHome.resolve("bin").resolve("javaw.exe").toString(),
                "@" + folder.resolve("java.flags"),
                "-Dlightning.launcher=" + launcher));
        command.addAll(javaOptions);
        command.addAll(List.of(
                "-jar",
                folder.resolveSibling("lib").resolve("openclaw-lightning.jar").toString()));
        return command;
    }

    private static List<String> javaOptions() {
        String options = System.getenv().getOrDefault("LIGHTNING_JAVA_OPTS", "").strip();
        return options.isEmpty() ? List.of() : List.of(options.split("\\s+"));
    }

    private static boolean onPath(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWindows() {
        return File.separatorChar == '\\';
    }
}

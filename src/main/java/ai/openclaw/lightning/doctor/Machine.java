package ai.openclaw.lightning.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * The machine as the checks see it.
 *
 * @param nowMs the time of its clock, in epoch milliseconds
 * @param mounts the text of /proc/self/mounts; empty if there is none
 * @param temporary the JVM's folder for temporary files
 * @param usableBytes how much this user may still write to the file system of a folder
 * @param bridges processes that look like a bridge
 * @param user this process's user name
 */
public record Machine(
        long nowMs,
        String mounts,
        Path temporary,
        ToLongFunction<Path> usableBytes,
        Supplier<List<BridgeProcess>> bridges,
        String user) {

    /** A running bridge; {@code home} is null if it is not visible. */
    public record BridgeProcess(long pid, String home) {}

    /** Describes this machine, now. */
    public static Machine current() {
        return new Machine(
                System.currentTimeMillis(),
                mountTable(),
                Path.of(System.getProperty("java.io.tmpdir")),
                Machine::usable,
                Machine::running,
                System.getProperty("user.name"));
    }

    private static String mountTable() {
        try {
            return Files.readString(Path.of("/proc/self/mounts"));
        } catch (IOException e) {
            return ""; // not Linux
        }
    }

    private static long usable(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (FileSystemException e) {
            return Long.MAX_VALUE; // another check reports what is wrong with the folder
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps no command line, because the settings in it may be secrets. */
    private static List<BridgeProcess> running() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .flatMap(process -> bridge(process).stream())
                .toList();
    }

    private static Optional<BridgeProcess> bridge(ProcessHandle process) {
        List<String> arguments = process.info().arguments().map(List::of).orElse(List.of());
        int jar = arguments.indexOf("lib/openclaw-lightning.jar");
        if (jar < 1
                || !arguments.get(jar - 1).equals("-jar")
                || jar + 1 >= arguments.size()
                || !arguments.get(jar + 1).equals("run")) {
            return Optional.empty();
        }
        return Optional.of(new BridgeProcess(process.pid(), home(process.pid())));
    }

    /** Finds the home from the open lock file, because the command line may not name it. The file may be deleted. */
    private static String home(long pid) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : files) {
                String name = Files.readSymbolicLink(file).toString().replace(" (deleted)", "");
                if (name.endsWith("/bridge.lock")) {
                    return name.substring(0, name.lastIndexOf('/'));
                }
            }
        } catch (IOException e) {
            return null; // not Linux, another user's, or just gone
        }
        return null;
    }
}

package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.config.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * The temporary home of a demo. It is deleted however the demo ends: at its end, by a signal, and after {@code kill -9} by
 * the next demo.
 */
final class DemoHome implements AutoCloseable {

    private static final String PREFIX = "lightning-demo-";
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(1);

    private final Path folder;
    private final Home home;
    private final Deque<AutoCloseable> first = new ArrayDeque<>();
    private boolean isClosed;

    private DemoHome(Path folder) {
        this.folder = folder;
        this.home = new Home(folder.resolve("home"));
    }

    /** Makes one, and deletes what was left of others. */
    static DemoHome make() throws IOException {
        DemoHome made = new DemoHome(Files.createTempDirectory(PREFIX));
        Runtime.getRuntime().addShutdownHook(new Thread(made::close, "shutdown"));
        made.deleteLeft();
        return made;
    }

    Home home() {
        return home;
    }

    /** What is added later is closed before. */
    synchronized void closeFirst(AutoCloseable part) {
        first.push(part);
    }

    private void deleteLeft() throws IOException {
        List<Path> others;
        try (Stream<Path> siblings = Files.list(folder.getParent())) {
            others = siblings.filter(one -> one.getFileName().toString().startsWith(PREFIX) && !one.equals(folder))
                    .toList();
        }
        for (Path other : others) {
            if (isLeft(other)) {
                Home.deleteTree(other);
            }
        }
    }

    /** Not of another user, not of a demo that runs, and not of one that only just starts. */
    private boolean isLeft(Path other) throws IOException {
        return Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(other).equals(Files.getOwner(folder))
                && Files.getLastModifiedTime(other)
                        .toInstant()
                        .isBefore(Instant.now().minus(STARTS_WITHIN))
                && HomeLock.holder(new Home(other.resolve("home"))).isEmpty();
    }

    /** Once, by the command's end or by a signal, whichever comes first; the other waits for it. */
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            while (!first.isEmpty()) {
                first.pop().close();
            }
            Home.deleteTree(folder);
        } catch (Exception e) {
            System.err.println(
                    "lightning: " + folder + " is left: " + (e instanceof IOException io ? IoReason.of(io) : e));
        }
    }
}

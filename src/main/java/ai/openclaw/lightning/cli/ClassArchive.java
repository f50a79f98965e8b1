package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.config.Home;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the archive of classes that halves a start, where the launcher found none that fits: for a Java that packaging did
 * not know, or after a copy that lost the jars' times. A rehearsal in a process of its own, with the lowest priority, writes
 * it into the home's cache once; later starts find it there.
 */
final class ClassArchive implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);

    /** Not while the person still waits for the start. */
    private static final Duration DELAY = Duration.ofSeconds(10);

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path cache;
    private final String launcher;
    private final String jar;
    private final Thread thread = new Thread(this::make, "class archive");
    private volatile Process rehearsal;

    private ClassArchive(Path cache, String launcher, String jar) {
        this.cache = cache;
        this.launcher = launcher;
        this.jar = jar;
        thread.setDaemon(true);
    }

    /** Makes the archive in a while, unless the launcher found one or this JVM was not started by it. */
    static ClassArchive inBackground(Home home) {
        String launcher = System.getProperty("lightning.launcher", "");
        ClassArchive archive = new ClassArchive(home.cache(), launcher, System.getProperty("lightning.jar", ""));
        if (System.getProperty("lightning.archive", "unknown").isEmpty()) {
            archive.thread.start();
        }
        return archive;
    }

    private void make() {
        try {
            TimeUnit.MILLISECONDS.sleep(DELAY.toMillis());
            forgetOthers();
            if (rehearse()) {
                Home.write(cache.resolve("archives.of"), jar + "\n");
                LOG.info("the next start takes half the time: its class archive is in {}", cache);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("no class archive was made", e);
        }
    }

    /** Those of another version would be taken for this one's. */
    private void forgetOthers() throws IOException {
        Path of = cache.resolve("archives.of");
        if (Files.exists(of) && Files.readString(of).strip().equals(jar)) {
            return;
        }
        Files.deleteIfExists(of);
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(cache, "classes-*")) {
            for (Path archive : archives) {
                Files.delete(archive);
            }
        }
    }

    private boolean rehearse() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("lightning-rehearsal-");
        try {
            return rehearse(home);
        } finally {
            Home.deleteTree(home);
        }
    }

    private boolean rehearse(Path home) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        List.of("nice", "-n", "19", launcher, "rehearse-run", "--home", home.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("OPENCLAW_LIGHTNING_TRAIN", cache.toString());
        rehearsal = builder.start();
        if (!rehearsal.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            rehearsal.destroy();
            return false;
        }
        return rehearsal.exitValue() == 0;
    }

    /** Ends a rehearsal that still runs; the next start begins it anew. */
    @Override
    public void close() {
        thread.interrupt();
        if (rehearsal != null) {
            rehearsal.descendants().forEach(ProcessHandle::destroy);
            rehearsal.destroy();
        }
    }
}

package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store that a stranger wrote: built with nothing but the distribution, held to the contract as docs/extending.md says, and
 * used by a bridge. The tests' store in memory stands for it, in a package of the stranger's.
 */
class StorePluginIT {

    private static final Path DIST =
            ChildBridge.LAUNCHER.toAbsolutePath().getParent().getParent();
    private static final Path STORE = Path.of("src/test/java/ai/openclaw/lightning/storage/memory");

    private static final String FACTORY = """
            package com.example;
            import ai.openclaw.lightning.storage.*;
            import io.vertx.core.Vertx;
            public final class MyStoreFactory implements StoreFactory {
                public String name() { return "mine"; }
                public Store store(Vertx vertx, StoreSettings settings) {
                    settings.requireOnly("bytes_max");
                    return new MemoryStore(settings.whole("bytes_max", MemoryStore.BYTES_MAX_DEFAULT, 1, 1 << 26));
                }
            }
            """;

    private static final String RUN = """
            import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
            import org.junit.platform.launcher.core.*;
            import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
            public final class Run {
                public static void main(String[] args) throws Exception {
                    SummaryGeneratingListener listener = new SummaryGeneratingListener();
                    LauncherFactory.create().execute(
                            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(args[0])).build(), listener);
                    var summary = listener.getSummary();
                    summary.getFailures().forEach(one -> System.out.println(
                            one.getTestIdentifier().getDisplayName() + ": " + one.getException()));
                    System.out.println(summary.getTestsSucceededCount() + " passed, "
                            + summary.getTotalFailureCount() + " failed");
                    System.exit(0);
                }
            }
            """;

    @Test
    void store_ofAStranger_passesTheContractInTheDistribution(@TempDir Path work) throws Exception {
        assertThat(contractOf(storeIn(work, source -> source), work)).matches("(?s)\\d\\d passed, 0 failed\\s*");
    }

    /** The same store, but closing it changes nothing. */
    @Test
    void store_thatBreaksTheContract_isFound(@TempDir Path work) throws Exception {
        Path jar = storeIn(work, source -> source.replace("memory.open(false)", "memory.open(true)"));

        assertThat(contractOf(jar, work))
                .contains("calls_closedStore_areGone()")
                .doesNotContain(" 0 failed");
    }

    @Test
    void store_inPlugins_keepsTheTracesOfABridge(@TempDir Path home, @TempDir Path work) throws Exception {
        Files.createDirectories(home.resolve("plugins"));
        Files.copy(storeIn(work, source -> source), home.resolve("plugins/mine.jar"));
        try (ChildBridge bridge =
                ChildBridge.start(home, "--set", "storage.type=mine", "--set", "storage.mine.bytes_max=1000000")) {
            EventBatch batch = new EventBatch();
            String id = String.format(Locale.ROOT, "%032x", 1);
            batch.add("session.start", id).put("message", "keep this");
            batch.add("session.end", id);
            batch.sendTo(bridge);

            assertThat(bridge.json("/traces/" + id).toString()).contains("keep this");
            // Taking a home makes the file, whatever the store.
            assertThat(home.resolve("storage/traces.db")).doesNotExist();
        }
    }

    private interface Change {
        String of(String source);
    }

    /** Compiled against the bridge of the distribution, and packed. */
    private static Path storeIn(Path work, Change change) throws IOException {
        Path sources = Files.createDirectory(work.resolve("sources"));
        try (Stream<Path> files = Files.list(STORE)) {
            for (Path file :
                    (Iterable<Path>) files.filter(one -> !one.toString().endsWith("Test.java"))::iterator) {
                String source = Files.readString(file).replace("ai.openclaw.lightning.storage.memory", "com.example");
                Files.writeString(sources.resolve(file.getFileName()), change.of(source));
            }
        }
        Files.writeString(sources.resolve("MyStoreFactory.java"), FACTORY);
        Path classes = work.resolve("classes");
        compile(sources, classes, jarsIn("lib"));
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve("ai.openclaw.lightning.storage.StoreFactory"), "com.example.MyStoreFactory");
        Path jar = work.resolve("mine.jar");
        tool("jar", "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
        return jar;
    }

    /** What the contract says of it, with the test that the docs show. */
    private static String contractOf(Path jar, Path work) throws Exception {
        String docs = Files.readString(Path.of("docs/extending.md"));
        var test = Pattern.compile("```java\n([^`]*class MyStoreTest[^`]*)```").matcher(docs);
        assertThat(test.find()).isTrue();
        Path sources = Files.createDirectory(work.resolve("tests"));
        Files.writeString(sources.resolve("MyStoreTest.java"), test.group(1));
        Files.writeString(sources.resolve("Run.java"), RUN);
        List<String> path = new ArrayList<>(jarsIn("lib"));
        path.addAll(jarsIn("testing"));
        path.add(jar.toString());
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(one -> one.endsWith(".jar"))
                .filter(one ->
                        one.matches(".*[/\\\\](junit|opentest4j|assertj|byte-buddy|apiguardian|jspecify)[^/\\\\]*"))
                .forEach(path::add);
        Path classes = work.resolve("test-classes");
        compile(sources, classes, path);
        path.add(classes.toString());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-classpath",
                        String.join(File.pathSeparator, path),
                        "Run",
                        "com.example.MyStoreTest")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static List<String> jarsIn(String folder) throws IOException {
        try (Stream<Path> files = Files.list(DIST.resolve(folder))) {
            return files.map(Path::toString)
                    .filter(one -> one.endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private static void compile(Path sources, Path classes, List<String> path) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--release", "17", "-proc:none", "-d", classes.toString()));
        arguments.addAll(List.of("-classpath", String.join(File.pathSeparator, path)));
        try (Stream<Path> files = Files.list(sources)) {
            arguments.addAll(files.map(Path::toString).collect(Collectors.toList()));
        }
        tool("javac", arguments.toArray(String[]::new));
    }

    private static void tool(String name, String... arguments) {
        StringWriter output = new StringWriter();
        PrintWriter out = new PrintWriter(output);
        int exit = ToolProvider.findFirst(name).orElseThrow().run(out, out, arguments);
        assertThat(exit).as(output.toString()).isZero();
    }
}

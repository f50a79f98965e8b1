package ai.openclaw.lightning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.plugins.JarOf;
import ai.openclaw.lightning.storage.StoreFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bridge on a plugin's store that does not do as it should. */
final class BridgeStoreTest {

    @TempDir
    private Path root;

    private Home home;

    @BeforeEach
    void home() throws IOException {
        home = new Home(root);
        HomeLock.take(home).close(); // makes the folders
    }

    /** A store in memory; {@code close} and {@code settings} are what it does there. */
    private void plugin(String settings, String close) throws Exception {
        new JarOf()
                .source("Plugin", """
                        import ai.openclaw.lightning.storage.*;
                        import ai.openclaw.lightning.storage.memory.MemoryStore;
                        import io.vertx.core.Vertx;
                        public final class Plugin implements StoreFactory {
                            public String name() { return "plugin"; }
                            public Store store(Vertx vertx, StoreSettings settings) {
                                %s
                                MemoryStore memory = new MemoryStore(1 << 20);
                                return new Store() {
                                    public void open() { memory.open(); }
                                    public void close() { %s }
                                    public TraceReader reader() { return memory.reader(); }
                                    public LearningStore learning() { return memory.learning(); }
                                    public WriterStore writer() { return memory.writer(); }
                                };
                            }
                        }
                        """.formatted(settings, close))
                .services(StoreFactory.class, "Plugin")
                .writeTo(home.plugins().resolve("plugin.jar"));
    }

    private Bridge start(Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("bridge.port", "0");
        all.put("storage.type", "plugin");
        return Bridge.start(Config.of(all), home, "test");
    }

    private static Set<Thread> vertxThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("vert"))
                .collect(Collectors.toSet());
    }

    private static void assertNoThreadIsLeftBut(Set<Thread> before) throws Exception {
        Eventually.until(() -> {
            Set<Thread> left = new HashSet<>(vertxThreads());
            left.removeAll(before);
            return left.isEmpty();
        });
    }

    @Test
    void start_storeRefusesASetting_saysWhichAndLeavesNothingRunning() throws Exception {
        plugin("settings.requireOnly(\"url\");", "memory.close();");
        Set<Thread> before = vertxThreads();

        assertThatThrownBy(() -> start(Map.of("storage.plugin.ulr", "x")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("storage.plugin.ulr: no such setting; the store \"plugin\" has url");
        assertNoThreadIsLeftBut(before);
    }

    @Test
    void start_settingRefusedWhileTheStoreOpens_closesIt() throws Exception {
        Path closed = root.resolve("closed");
        plugin("", "memory.close(); new java.io.File(\"" + closed + "\").mkdir();");
        Set<Thread> before = vertxThreads();

        assertThatThrownBy(() -> start(Map.of("masking.extra_patterns", "(")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("masking.extra_keys, masking.extra_patterns: ");
        Eventually.until(() -> Files.exists(closed));
        assertNoThreadIsLeftBut(before);
    }

    @Test
    void close_storeThrowsAtOnce_stopsTheRestNevertheless() throws Exception {
        plugin("", "throw new IllegalStateException(\"no\");");
        Set<Thread> before = vertxThreads();
        Bridge bridge = start(Map.of());
        assertThat(vertxThreads()).hasSizeGreaterThan(before.size());
        bridge.close();

        assertNoThreadIsLeftBut(before);
    }
}

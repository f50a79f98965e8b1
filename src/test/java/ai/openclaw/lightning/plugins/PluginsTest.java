package ai.openclaw.lightning.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.optimizer.Optimizer;
import ai.openclaw.lightning.optimizer.mining.DecisionPointOptimizer;
import ai.openclaw.lightning.optimizer.waste.WasteOptimizer;
import ai.openclaw.lightning.reward.RewardFunction;
import ai.openclaw.lightning.reward.SuccessReward;
import ai.openclaw.lightning.reward.WeightedReward;
import ai.openclaw.lightning.storage.StoreFactory;
import ai.openclaw.lightning.storage.sqlite.SqliteStoreFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginsTest {

    private static final Seam<RewardFunction> REWARDS =
            new Seam<>(RewardFunction.class, RewardFunction::name, "reward.function", "reward function");

    @TempDir
    private Path folder;

    private Plugins plugins;

    @BeforeEach
    void plugins() {
        plugins = new Plugins(folder);
    }

    private static String rewardSource(String className, String name) {
        return String.format(Locale.ROOT, """
                import ai.openclaw.lightning.reward.*;
                public final class %s implements RewardFunction {
                    public String name() { return %s; }
                    public Score score(TraceSignals signals) { return new Score.Missing(); }
                }
                """, className, name);
    }

    private Path reward(String jar, String className, String name) throws IOException {
        return new JarOf()
                .source(className, rewardSource(className, "\"" + name + "\""))
                .services(RewardFunction.class, className)
                .writeTo(folder.resolve(jar));
    }

    @Test
    void find_builtIn_isThere() {
        Plugins none = new Plugins(folder.resolve("missing"));
        Seam<Optimizer> optimizers =
                new Seam<>(Optimizer.class, Optimizer::name, "optimization.optimizers", "optimizer");
        Seam<StoreFactory> stores = new Seam<>(StoreFactory.class, StoreFactory::name, "storage.type", "store");

        assertThat(none.find(REWARDS, "default")).isInstanceOf(SuccessReward.class);
        assertThat(none.find(REWARDS, "weighted")).isInstanceOf(WeightedReward.class);
        assertThat(none.find(optimizers, "decision-points")).isInstanceOf(DecisionPointOptimizer.class);
        assertThat(none.find(optimizers, "waste")).isInstanceOf(WasteOptimizer.class);
        assertThat(none.find(stores, "sqlite")).isInstanceOf(SqliteStoreFactory.class);
    }

    @Test
    void find_inAJar_isLoadedFromIt() throws IOException {
        reward("a.jar", "A", "mine");

        RewardFunction found = plugins.find(REWARDS, "mine");

        assertThat(found.name()).isEqualTo("mine");
        assertThat(found.getClass().getClassLoader().getName()).isEqualTo("a.jar");
    }

    @Test
    void find_builtInName_isNeverAPlugins() throws IOException {
        reward("a.jar", "A", "default");

        assertThat(plugins.find(REWARDS, "default")).isInstanceOf(SuccessReward.class);
    }

    @Test
    void find_unknown_saysTheNearestAndAll() throws IOException {
        reward("a.jar", "A", "mine");

        assertThatThrownBy(() -> plugins.find(REWARDS, "mien"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("reward.function: there is no reward function \"mien\"; did you mean mine?")
                .hasMessageContaining("default, weighted, mine");
        assertThatThrownBy(() -> new Plugins(folder.resolve("missing")).find(REWARDS, "somethingelse"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("docs/extending.md");
    }

    @Test
    void find_inTwoJars_namesBoth() throws IOException {
        reward("a.jar", "A", "mine");
        reward("b.jar", "B", "mine");

        assertThatThrownBy(() -> plugins.find(REWARDS, "mine"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("a.jar and b.jar");
    }

    /** Every way to be broken that we could think of; the one that works is found all the same. */
    @Test
    void find_amongBrokenJars_worksAndSaysWhatIsWrong() throws IOException {
        Files.writeString(folder.resolve("1-text.jar"), "this is no jar");
        Files.createDirectory(folder.resolve("2-folder.jar"));
        new JarOf().services(RewardFunction.class, "Missing").writeTo(folder.resolve("3-missing.jar"));
        new JarOf().services(RewardFunction.class, "not a class name").writeTo(folder.resolve("4-syntax.jar"));
        new JarOf()
                .source(
                        "Throws",
                        rewardSource("Throws", "\"x\"")
                                .replace(
                                        "{\n    public String",
                                        "{\n    public Throws() { throw new IllegalStateException(\"no licence\"); }\n    public String"))
                .services(RewardFunction.class, "Throws")
                .writeTo(folder.resolve("5-throws.jar"));
        new JarOf()
                .source("Newer", rewardSource("Newer", "\"x\""))
                .changed("Newer.class", 7, 200) // the class file version of a Java that is not there yet
                .services(RewardFunction.class, "Newer")
                .writeTo(folder.resolve("6-newer.jar"));
        new JarOf()
                .source("Other", "public final class Other {}")
                .services(RewardFunction.class, "Other")
                .writeTo(folder.resolve("7-other.jar"));
        new JarOf()
                .source("Nameless", rewardSource("Nameless", "null"))
                .services(RewardFunction.class, "Nameless")
                .writeTo(folder.resolve("8-nameless.jar"));
        new JarOf()
                .source("Good", rewardSource("Good", "\"good\""))
                .services(RewardFunction.class, "Gone", "Good")
                .writeTo(folder.resolve("9-half.jar"));

        assertThat(plugins.find(REWARDS, "good").name()).isEqualTo("good");
        assertThatThrownBy(() -> plugins.find(REWARDS, "x"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("1-text.jar is not a readable jar")
                .hasMessageContaining("3-missing.jar: ")
                .hasMessageContaining("Provider Missing not found")
                .hasMessageContaining("4-syntax.jar: ")
                .hasMessageContaining("no licence")
                .hasMessageContaining("6-newer.jar: java.lang.UnsupportedClassVersionError")
                .hasMessageContaining("7-other.jar: ")
                .hasMessageContaining("Other not a subtype")
                .hasMessageContaining("8-nameless.jar: ")
                .hasMessageContaining("has no name")
                .hasMessageContaining("Provider Gone not found")
                .hasMessageContaining("Available: default, weighted, good.")
                .hasMessageNotContaining("2-folder.jar");
    }

    /** What it needs beside the bridge's classes: named in the manifest, as jars do. */
    @Test
    void find_jarWithClassPath_seesTheOther() throws IOException {
        new JarOf()
                .source("Library", "public final class Library { public static String name() { return \"linked\"; } }")
                .writeTo(folder.resolve("lib/library.jar"));
        new JarOf()
                .entry(
                        "META-INF/MANIFEST.MF",
                        "Manifest-Version: 1.0\nClass-Path: lib/library.jar\n\n"
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .source("Linked", """
                        import ai.openclaw.lightning.reward.*;
                        public final class Linked implements RewardFunction {
                            public String name() {
                                try {
                                    return (String) Class.forName("Library").getMethod("name").invoke(null);
                                } catch (ReflectiveOperationException e) {
                                    throw new IllegalStateException(e);
                                }
                            }
                            public Score score(TraceSignals signals) { return new Score.Missing(); }
                        }
                        """)
                .services(RewardFunction.class, "Linked")
                .writeTo(folder.resolve("linked.jar"));

        assertThat(plugins.find(REWARDS, "linked").name()).isEqualTo("linked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.jar", "lib", "lib/library.jar"})
    void find_othersMayWrite_loadsNothingAndNamesIt(String open) throws IOException {
        Files.createDirectories(folder.resolve("lib"));
        Files.createFile(folder.resolve("lib/library.jar"));
        reward("a.jar", "A", "mine");
        assertThat(plugins.find(REWARDS, "mine").name()).isEqualTo("mine");

        Files.setPosixFilePermissions(folder.resolve(open), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> plugins.find(REWARDS, "mine"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no plugin is loaded: "
                        + folder.resolve(open).toString().replaceAll("/$", ""))
                .hasMessageContaining("can be changed by other users")
                .hasMessageContaining("chmod -R go-w '" + folder + "'");
    }

    @Test
    void problem_anotherOwner_isNamed() throws IOException {
        reward("a.jar", "A", "mine");
        String owner = Files.getOwner(folder.resolve("a.jar")).getName();
        assumeFalse(owner.equals("root"), "root may bring plug-ins to everybody");

        assertThat(new PluginTrust(folder, "somebody").problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains(owner, "not to somebody"));
    }

    @Test
    void problem_foreignJarSeenByRoot_isNamed() throws IOException {
        assumeTrue(PluginTrust.processUser().equals("root"), "only root can give a file away");
        Path jar = reward("a.jar", "A", "mine");
        Files.setOwner(jar, jar.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));

        assertThatThrownBy(() -> plugins.find(REWARDS, "mine")).hasMessageContaining("belongs to nobody, not to root");
        assertThat(new PluginTrust(folder, "nobody").problem()).isEmpty();
    }
}

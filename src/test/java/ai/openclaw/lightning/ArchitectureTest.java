package ai.openclaw.lightning;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may import whom, and the rules of style that a machine can hold. A package that is not there yet passes. */
class ArchitectureTest {

    private static final String ROOT = OwnClasses.ROOT;
    private static final List<String> SHARED =
            List.of("bus", "storage", "config", "model", "reward", "guidance", "json");

    /** What one reads to know how the bridge talks; more belongs to another package. */
    private static final long HTTP_LINES_MAX = 2_600;

    /** Own packages that each package may use, besides itself. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("model", List.of()),
            Map.entry("json", List.of()),
            Map.entry("config", List.of()),
            Map.entry("bus", List.of("model")),
            Map.entry("reward", List.of("model")),
            Map.entry("guidance", List.of("model")),
            Map.entry("masking", List.of("model")),
            Map.entry("storage", List.of("model")),
            Map.entry("storage.rows", List.of("storage", "model")),
            Map.entry("storage.sqlite", List.of("storage", "storage.rows", "model")),
            Map.entry("storage.postgres", List.of("storage", "storage.rows", "model")),
            Map.entry("intake", List.of("masking", "reward", "guidance", "model")),
            Map.entry("intake.json", List.of("intake", "model")),
            Map.entry("view", List.of("guidance", "model", "json")),
            Map.entry("connections", List.of("model")),
            Map.entry("http.exchange", List.of("connections", "intake", "view", "model")),
            Map.entry("metrics", List.of("http.exchange", "model")),
            Map.entry("live", List.of("http.exchange")),
            Map.entry("commands", List.of()),
            Map.entry("hooks", List.of("commands", "http.exchange", "intake", "intake.json", "guidance", "model")),
            Map.entry("mcp", List.of("http.exchange", "intake", "intake.json", "storage", "view", "guidance", "model")),
            Map.entry("page", List.of("http.exchange", "intake.json", "view")),
            Map.entry("overview", List.of("http.exchange", "storage", "view", "model")),
            Map.entry(
                    "http",
                    List.of(
                            "http.exchange",
                            "page",
                            "hooks",
                            "mcp",
                            "connections",
                            "live",
                            "overview",
                            "metrics",
                            "bus",
                            "storage",
                            "intake",
                            "intake.json",
                            "view",
                            "guidance",
                            "model")),
            Map.entry("writer", SHARED),
            Map.entry("optimizer", SHARED),
            Map.entry("maintenance", SHARED),
            Map.entry("logging", List.of("config")),
            Map.entry("plugins", List.of("config")),
            Map.entry("service", List.of("config")),
            Map.entry("client", List.of("config", "json")),
            Map.entry("connecting", List.of("config")),
            Map.entry("terminal", List.of("json")),
            Map.entry("doctor", List.of("client", "config", "json", "plugins")),
            Map.entry("cli.frame", List.of("client", "config", "terminal")),
            Map.entry("importing", List.of("client", "commands", "model")),
            Map.entry("exporting", List.of("storage", "view", "model", "json")),
            Map.entry("demo", List.of("client")));

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = OwnClasses.ALL;
    }

    static Stream<String> packages() {
        return MAY_USE.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void package_own_usesOnlyWhatItMay(String name) {
        List<String> allowed = MAY_USE.get(name);
        DescribedPredicate<JavaClass> forbidden = DescribedPredicate.describe(
                "an own package that " + name + " may not use",
                used -> used.getPackageName().startsWith(ROOT)
                        && !isIn(used, name)
                        && allowed.stream().noneMatch(other -> isIn(used, other)));
        noClasses()
                .that(DescribedPredicate.describe("are in " + name, user -> isIn(user, name)))
                .should()
                .dependOnClassesThat(forbidden)
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void model_anything_jdkOnly() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".model")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + ".model", "java..")
                .check(classes);
    }

    @Test
    void config_anything_jdkAndJacksonOnly() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".config..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + ".config..", "java..", "com.fasterxml.jackson..")
                .check(classes);
    }

    @Test
    void sql_drivers_onlyInTheStores() {
        noClasses()
                .that(DescribedPredicate.describe(
                        "are in no store of ours",
                        user -> Stream.of("storage.sqlite", "storage.postgres", "storage.rows")
                                .noneMatch(store -> isIn(user, store))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "io.vertx.sqlclient..", "io.vertx.jdbcclient..")
                .check(classes);
        driver("org.sqlite..", "storage.sqlite");
        driver("org.postgresql..", "storage.postgres");
        noClasses()
                .that(DescribedPredicate.describe("are not in storage.sqlite", user -> !isIn(user, "storage.sqlite")))
                .and()
                .doNotHaveFullyQualifiedName(
                        ROOT + ".AgentDatabase") // a database of OpenClaw's; the store is found by name
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".storage.sqlite")
                .check(classes);
        noClasses()
                .that(DescribedPredicate.describe(
                        "are not in storage.postgres", user -> !isIn(user, "storage.postgres")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".storage.postgres")
                .check(classes);
    }

    private static void driver(String driver, String store) {
        noClasses()
                .that(DescribedPredicate.describe("are not in " + store, user -> !isIn(user, store)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(driver)
                .check(classes);
    }

    /** It loads every driver there is: a bridge on SQLite would pay for the one of PostgreSQL. */
    @Test
    void driverManager_anywhere_isNotAsked() {
        noClasses().should().dependOnClassesThat().areAssignableTo(DriverManager.class).check(classes);
    }

    @Test
    void eventBus_types_onlyInBus() {
        noClasses()
                .that(DescribedPredicate.describe("are not in bus", user -> !isIn(user, "bus")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.core.eventbus")
                .check(classes);
    }

    @Test
    void packages_own_noCycles() {
        // Main and Bridge are the root of it all: cli starts what Bridge builds, and Main starts cli.
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void http_allOfIt_staysSmall() throws IOException {
        Path http = Path.of("src/main/java", ROOT.replace('.', '/'), "http");
        try (Stream<Path> files = Files.walk(http)) {
            long lines = 0;
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                lines += Files.readAllLines(file).size();
            }
            assertThat(lines).isPositive().isLessThanOrEqualTo(HTTP_LINES_MAX);
        }
    }

    @Test
    void view_anything_knowsNoServer() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".view")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.netty..")
                .because("a page of JSON is shown in other ways than by HTTP")
                .check(classes);
    }

    @Test
    void classes_concrete_finalOrSealed() {
        classes()
                .that(DescribedPredicate.describe("are concrete classes", ArchitectureTest::isConcrete))
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(classes);
    }

    @Test
    void fields_static_final() {
        noFields()
                .that()
                .areStatic()
                .and()
                .areNotFinal()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .haveNameMatching(".*")
                .allowEmptyShould(true)
                .because("mutable statics are shared by all that run in one process")
                .check(classes);
    }

    @Test
    void names_vague_none() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|DTO)")
                .check(classes);
    }

    private static boolean isConcrete(JavaClass type) {
        return !type.isInterface()
                && !type.isEnum()
                && !type.isRecord()
                && !type.isAnonymousClass()
                && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                && !type.getSimpleName().equals("package-info")
                && !type.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    /** Whether it is in that package; what is below belongs to it unless it has an entry of its own. */
    private static boolean isIn(JavaClass type, String name) {
        String own = ROOT + "." + name;
        String actual = type.getPackageName();
        boolean below = actual.startsWith(own + ".") && !MAY_USE.containsKey(actual.substring(ROOT.length() + 1));
        return actual.equals(own) || below;
    }
}

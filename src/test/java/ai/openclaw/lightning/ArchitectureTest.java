package ai.openclaw.lightning;

import static ai.openclaw.lightning.PackageUses.isIn;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may import whom, and the rules of style that a machine can hold. A package that is not there yet passes. */
@Tag("once")
class ArchitectureTest {

    private static final String ROOT = OwnClasses.ROOT;

    /** What one reads to know how the bridge talks; more belongs to another package. */
    private static final long HTTP_LINES_MAX = 2_600;

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = OwnClasses.ALL;
    }

    static Stream<String> packages() {
        return PackageUses.MAY_USE.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void package_own_usesOnlyWhatItMay(String name) {
        List<String> allowed = PackageUses.MAY_USE.get(name);
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
        onlyIn(List.of("storage.sqlite", "storage.postgres", "storage.rows"), "java.sql..", "io.vertx.sqlclient..");
        onlyIn(List.of("storage.sqlite", "storage.postgres"), "io.vertx.jdbcclient..", "io.agroal..");
        onlyIn(List.of("storage.sqlite"), "org.sqlite..");
        onlyIn(List.of("storage.postgres"), "org.postgresql..", ROOT + ".storage.postgres");
        noClasses()
                .that(DescribedPredicate.describe("are not in storage.sqlite", user -> !isIn(user, "storage.sqlite")))
                .and()
                .doNotHaveFullyQualifiedName(
                        ROOT + ".AgentDatabase") // a database of OpenClaw's; the store is found by name
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".storage.sqlite")
                .check(classes);
    }

    private static void onlyIn(List<String> users, String... used) {
        noClasses()
                .that(DescribedPredicate.describe(
                        "are not in " + users, user -> users.stream().noneMatch(name -> isIn(user, name))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(used)
                .check(classes);
    }

    /** It loads every driver there is: a bridge on SQLite would pay for the one of PostgreSQL. */
    @Test
    void driverManager_anywhere_isNotAsked() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(DriverManager.class)
                .check(classes);
    }

    @Test
    void eventBus_types_onlyInBus() {
        onlyIn(List.of("bus"), "io.vertx.core.eventbus");
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
}

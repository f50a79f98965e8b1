package ai.openclaw.lightning;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds methods that nobody calls and classes that nobody makes; compilers warn of private ones only. */
@Tag("once")
class UnusedCodeTest {

    /** What tests look at, what starts from the outside, and what is there for plug-ins. */
    private static final Set<String> CALLED_FROM_ELSEWHERE = Set.of(
            "Config.defaults",
            "Setting.defaultJson",
            "Draft.json",
            "StoreSettings.flag",
            "Deletion.plus",
            "ArrayPool.spares",
            "InFlightBytes.held",
            "OutcomeStratum.exposed",
            "OutcomeStratum.outcomes",
            "RecordingReader.read",
            "WriteQueue.events",
            "Masker.isSecretKey",
            "UnitOutcome.scored",
            "ScoredTrace.isScored");

    @Test
    void methods_own_haveACaller() {
        methods()
                .that(DescribedPredicate.describe("are called by name only", UnusedCodeTest::needsCaller))
                .should(haveACaller())
                .check(OwnClasses.ALL);
    }

    @Test
    void classes_own_areMadeBySomebody() throws IOException {
        Set<String> services = services();
        assertThat(services).isNotEmpty();
        classes()
                .that(DescribedPredicate.describe(
                        "are no commands and no services",
                        owner -> needsMaker(owner) && !services.contains(owner.getName())))
                .should(haveAMaker())
                .check(OwnClasses.ALL);
    }

    /** What the JDK's service loader makes. */
    private static Set<String> services() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/META-INF/services"))) {
            Set<String> names = new HashSet<>();
            for (Path file : files.toList()) {
                names.addAll(Files.readAllLines(file));
            }
            return names;
        }
    }

    private static ArchCondition<JavaClass> haveAMaker() {
        return new ArchCondition<>("be made by somebody") {
            @Override
            public void check(JavaClass made, ConditionEvents events) {
                boolean used = made.getConstructors().stream()
                        .flatMap(constructor -> constructor.getAccessesToSelf().stream())
                        .anyMatch(access -> !(access.getOrigin() instanceof JavaConstructor)
                                || !access.getOriginOwner().equals(made));
                events.add(new SimpleConditionEvent(made, used, made.getFullName() + " is made by nobody"));
            }
        };
    }

    /** Not what the library of commands makes, nor what only has static methods. */
    private static boolean needsMaker(JavaClass owner) {
        boolean onlyStatic = owner.getConstructors().stream()
                .allMatch(constructor -> constructor.getModifiers().contains(JavaModifier.PRIVATE)
                        && constructor.getAccessesToSelf().isEmpty());
        boolean byALibrary = owner.isAnnotatedWith(Command.class)
                || Stream.concat(owner.getAllFields().stream(), owner.getAllMethods().stream())
                        .anyMatch(member -> member.isAnnotatedWith(Option.class)
                                || member.isAnnotatedWith(Parameters.class)
                                || member.isAnnotatedWith(Mixin.class));
        return !owner.isInterface()
                && !owner.isEnum()
                && !owner.getModifiers().contains(JavaModifier.ABSTRACT)
                && !onlyStatic
                && !byALibrary;
    }

    private static ArchCondition<JavaMethod> haveACaller() {
        return new ArchCondition<>("have a caller") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean called = method.getAccessesToSelf().stream()
                        .anyMatch(access -> !access.getOrigin().equals(method));
                events.add(new SimpleConditionEvent(method, called, method.getFullName() + " has no caller"));
            }
        };
    }

    /** Not what the JDK or a library calls: what overrides, records' components, methods of enums, main. */
    private static boolean needsCaller(JavaMethod method) {
        JavaClass owner = method.getOwner();
        return !owner.isAnonymousClass()
                && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                && !method.getName().equals("main")
                && !(owner.isEnum() && List.of("values", "valueOf").contains(method.getName()))
                && !(owner.isRecord() && owner.tryGetField(method.getName()).isPresent())
                && !overrides(method)
                && !CALLED_FROM_ELSEWHERE.contains(owner.getSimpleName() + "." + method.getName());
    }

    private static boolean overrides(JavaMethod method) {
        JavaClass owner = method.getOwner();
        return Stream.concat(owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream())
                .flatMap(parent -> parent.getMethods().stream())
                .anyMatch(inherited -> inherited.getName().equals(method.getName()));
    }
}

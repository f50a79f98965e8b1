package ai.openclaw.lightning;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Finds methods that nobody calls; compilers warn of private ones only. */
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

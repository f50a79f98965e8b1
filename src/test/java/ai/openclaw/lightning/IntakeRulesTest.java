package ai.openclaw.lightning;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import ai.openclaw.lightning.guidance.Guidance;
import ai.openclaw.lightning.masking.Masker;
import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.reward.EventReward;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nothing outside of {@code intake} decides what an event is: its identity, masking, cut, reward and arms. */
class IntakeRulesTest {

    private static final String ROOT = "ai.openclaw.lightning.";

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("ai.openclaw.lightning");
    }

    @Test
    void events_made_onlyInIntake() {
        List<Class<?>> events = List.of(
                TraceEvent.SessionStart.class,
                TraceEvent.ToolCall.class,
                TraceEvent.Reward.class,
                TraceEvent.SessionEnd.class);
        onlyFrom(
                Set.of("intake", "model"),
                "makes an event",
                target -> isConstructor(target)
                        && events.stream().anyMatch(event -> target.getOwner().isEquivalentTo(event)));
    }

    /** And once more of what leaves this machine. */
    @Test
    void masking_done_onlyInIntakeAndForATeam() {
        onlyFrom(
                Set.of("intake", "masking", "sharing"),
                "masks",
                target -> !isConstructor(target) && target.getOwner().isEquivalentTo(Masker.class));
    }

    /** A store makes them too, of what it reads back. */
    @Test
    void content_madeAndMarkedAsCut_onlyInIntake() {
        onlyFrom(
                Set.of("intake", "model", "storage", "storage.memory", "storage.rows"),
                "makes content",
                target -> target instanceof CodeUnitAccessTarget
                        && target.getOwner().isEquivalentTo(Content.class)
                        && (isConstructor(target) || Set.of("whole", "stored").contains(target.getName())));
    }

    @Test
    void reward_ofAnEvent_onlyInIntake() {
        onlyFrom(
                Set.of("intake", "reward"),
                "works out what a reward event is worth",
                target -> target instanceof CodeUnitAccessTarget
                        && target.getOwner().isEquivalentTo(EventReward.class));
    }

    @Test
    void arms_drawnOrChecked_onlyInIntake() {
        onlyFrom(
                Set.of("intake", "guidance"),
                "draws or checks arms",
                target -> target.getOwner().isEquivalentTo(Guidance.class)
                        && Set.of("forTrace", "mismatch").contains(target.getName()));
    }

    private static boolean isConstructor(AccessTarget target) {
        return target.getName().equals(JavaConstructor.CONSTRUCTOR_NAME);
    }

    /** Holds for calls as well as for references to methods. */
    private static void onlyFrom(Set<String> packages, String what, Predicate<AccessTarget> decision) {
        DescribedPredicate<JavaClass> elsewhere = DescribedPredicate.describe(
                "are not in " + packages,
                user -> !packages.contains(user.getPackageName()
                        .substring(Math.min(ROOT.length(), user.getPackageName().length()))));
        DescribedPredicate<JavaAccess<?>> decides =
                DescribedPredicate.describe(what, access -> decision.test(access.getTarget()));
        noClasses().that(elsewhere).should().accessTargetWhere(decides).check(classes);
    }
}

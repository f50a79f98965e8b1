package ai.openclaw.lightning;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.bus.Bus;
import ai.openclaw.lightning.model.UnknownKindException;
import ai.openclaw.lightning.reward.Score;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Habits that caused faults, made impossible; the decision "failures that nobody sees" says why. */
@Tag("once")
final class HabitsTest {

    private static final List<String> LAST_HANDLERS = List.of("onSuccess", "onFailure", "onComplete");

    private static JavaClasses own() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackagesOf(Bridge.class);
    }

    private static ArchRule rule(String description, Check check) {
        return codeUnits().should(new ArchCondition<JavaCodeUnit>(description) {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                check.problems(unit)
                        .forEach(problem ->
                                events.add(SimpleConditionEvent.violated(unit, unit.getFullName() + " " + problem)));
            }
        });
    }

    /** What is wrong with a method, a constructor or a lambda. */
    private interface Check {
        Stream<String> problems(JavaCodeUnit unit);
    }

    // What a handler of a future throws is lost: no future fails with it.

    private static final ArchRule NO_LAST_HANDLERS = rule(
            "leave nothing to onSuccess, onFailure and onComplete",
            unit -> Stream.concat(unit.getMethodCallsFromSelf().stream(), unit.getMethodReferencesFromSelf().stream())
                    .filter(HabitsTest::isLastHandler)
                    .filter(access -> !isEndOfTheLine(unit))
                    .map(access -> "calls " + access.getTarget().getFullName() + ": use map, compose, andThen, recover,"
                            + " otherwise or eventually, and answer with the future that they give"));

    private static boolean isLastHandler(JavaAccess<?> access) {
        return LAST_HANDLERS.contains(access.getTarget().getName())
                && access.getTargetOwner().isAssignableTo(Future.class);
    }

    /** Where a failure becomes the answer to a message; there is no future behind it. */
    private static boolean isEndOfTheLine(JavaCodeUnit unit) {
        return unit.getOwner().isEquivalentTo(Bus.class) && unit.getName().equals("serve");
    }

    @Test
    void futures_inOwnCode_endInNoHandlerThatLosesFailures() {
        NO_LAST_HANDLERS.check(own());
    }

    // A kind that was forgotten must not pass for another.

    private static final ArchRule WHOLE_CHAINS = rule(
            "tell all kinds of a sealed type apart, and throw for any other",
            unit -> kindsAskedFor(unit).entrySet().stream()
                    .filter(asked -> asked.getValue().size() > 1)
                    .filter(asked -> !isWhole(asked.getKey(), asked.getValue(), unit))
                    .map(
                            asked -> "asks for some kinds of " + asked.getKey().getSimpleName()
                                    + ": name them all and end in `throw new UnknownKindException(…)`, or give the type a method"));

    private static Map<Class<?>, Set<Class<?>>> kindsAskedFor(JavaCodeUnit unit) {
        Map<Class<?>, Set<Class<?>>> asked = new HashMap<>();
        unit.getInstanceofChecks().stream()
                .map(check -> check.getRawType().reflect())
                .forEach(kind -> Arrays.stream(kind.getInterfaces())
                        .filter(type -> type.isSealed() && type.getName().startsWith(Bridge.class.getPackageName()))
                        .forEach(type -> asked.computeIfAbsent(type, one -> new HashSet<>())
                                .add(kind)));
        return asked;
    }

    private static boolean isWhole(Class<?> type, Set<Class<?>> asked, JavaCodeUnit unit) {
        return asked.equals(Set.of(type.getPermittedSubclasses()))
                && unit.getConstructorCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(UnknownKindException.class));
    }

    @Test
    void kinds_inOwnCode_areAllNamedOrThrown() {
        WHOLE_CHAINS.check(own());
    }

    // One read that waits on the event loop makes all clients wait.

    private static final List<String> EVENT_LOOP_PACKAGES = List.of(".http", ".http.exchange", ".live", ".page");

    /** Types of which every method may wait, and single methods that do. */
    private static final Set<String> WAITS = Set.of(
            "java.nio.file.Files",
            "java.nio.channels.FileChannel",
            "java.io.RandomAccessFile",
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.net.Socket",
            "java.net.URL",
            "java.net.InetAddress",
            Thread.class.getName() + ".sleep",
            "java.lang.Thread.join",
            "java.lang.Object.wait",
            "io.vertx.core.Future.await",
            "java.util.concurrent.Future.get",
            "java.util.concurrent.CompletableFuture.join",
            "java.util.concurrent.CountDownLatch.await",
            "java.util.concurrent.Semaphore.acquire",
            "java.util.concurrent.BlockingQueue.take",
            "java.util.concurrent.BlockingQueue.put");

    private static final ArchRule NO_WAITING = rule(
            "wait for nothing on the event loop",
            unit -> unit.getAccessesFromSelf().stream()
                    .map(access -> access.getTarget())
                    .filter(target -> mayWait(target.getOwner(), target.getName()))
                    .map(target -> "calls " + target.getFullName() + ": use BodyWork.beside"));

    private static boolean mayWait(JavaClass owner, String member) {
        return owner.getPackageName().equals("java.sql")
                || WAITS.contains(owner.getName())
                || WAITS.stream()
                        .filter(name -> name.endsWith("." + member))
                        .anyMatch(name -> owner.isAssignableTo(name.substring(0, name.lastIndexOf('.'))));
    }

    private static boolean isOnTheEventLoop(JavaClass own) {
        return own.getSimpleName().endsWith("Routes")
                || EVENT_LOOP_PACKAGES.contains(own.getPackageName()
                        .substring(Bridge.class.getPackageName().length()));
    }

    @Test
    void eventLoop_inOwnCode_waitsForNothing() {
        JavaClasses loop =
                own().that(DescribedPredicate.describe("are on the event loop", HabitsTest::isOnTheEventLoop));

        assertThat(loop).hasSizeGreaterThan(20);
        NO_WAITING.check(loop);
    }

    /** What the rules are to find. */
    static final class Careless {

        static String waits(Future<Path> file) throws Exception {
            return Files.readString(file.await());
        }

        static Future<String> loses(Future<String> future) {
            return future.onSuccess(System.out::println);
        }

        static void losesInALambda(Future<String> future, List<Runnable> later) {
            later.add(() -> future.onComplete(System.out::println, failure -> {}));
        }

        static String forgets(Score score) {
            return score instanceof Score.Known ? "known" : score instanceof Score.Crashed ? "crashed" : "missing";
        }

        static String throwsAndForgets(Score score) {
            if (score instanceof Score.Known || score instanceof Score.Crashed) {
                return "some";
            }
            throw new UnknownKindException(score);
        }

        static boolean asksForOne(Score score) {
            return score instanceof Score.Known;
        }
    }

    @Test
    void rules_carelessCode_isFound() {
        JavaClasses careless = new ClassFileImporter().importClasses(Careless.class);

        assertThat(NO_LAST_HANDLERS.evaluate(careless).getFailureReport().getDetails())
                .hasSize(2)
                .anyMatch(line -> line.contains("Careless.loses("))
                .anyMatch(line -> line.contains("osesInALambda"));
        assertThat(NO_WAITING.evaluate(careless).getFailureReport().getDetails())
                .hasSize(2)
                .allMatch(line -> line.contains("Careless.waits("));
        assertThat(WHOLE_CHAINS.evaluate(careless).getFailureReport().getDetails())
                .hasSize(2)
                .anyMatch(line -> line.contains("Careless.forgets("))
                .anyMatch(line -> line.contains("Careless.throwsAndForgets("));
    }
}

package ai.openclaw.lightning.overview;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.FailureGroup;
import ai.openclaw.lightning.model.FailureSample;
import ai.openclaw.lightning.model.FailureSample.Failed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which failures are one to a person. */
class FailureGroupsTest {

    private static List<FailureGroup> groups(int limit, List<Failed> runs, Failed... calls) {
        return FailureGroups.of(new FailureSample(runs, List.of(calls), 9, true), limit);
    }

    private static Failed call(String trace, long start, String tool, String text) {
        return new Failed(trace, start, tool, text);
    }

    @Test
    void of_numbersAndIds_doNotCount() {
        assertThat(groups(
                        9,
                        List.of(),
                        call("t2", 20, "run", "\n  error in line 12 of 7f3a99c04b21de00\nmore"),
                        call("t1", 10, "run", "error in line 400 of 0011aabbccddeeff"),
                        call("t1", 10, "run", "error in file 12")))
                .containsExactly(
                        new FailureGroup("run", "error in line 12 of 7f3a99c04b21de00", 2, 2, "t2", 20),
                        new FailureGroup("run", "error in file 12", 1, 1, "t1", 10));
    }

    @Test
    void of_otherToolOrRun_isAnotherGroup() {
        assertThat(groups(
                        9,
                        List.of(call("t1", 10, null, "timeout"), call("t0", 5, null, null)),
                        call("t3", 30, "run", "timeout"),
                        call("t3", 30, "run", "timeout"),
                        call("t2", 20, "search", "timeout")))
                .containsExactly(
                        new FailureGroup("run", "timeout", 2, 1, "t3", 30),
                        new FailureGroup("search", "timeout", 1, 1, "t2", 20),
                        new FailureGroup(null, "timeout", 1, 1, "t1", 10),
                        new FailureGroup(null, null, 1, 1, "t0", 5));
    }

    @Test
    void of_more_areLeftOut() {
        assertThat(groups(1, List.of(), call("t1", 1, "a", "x"), call("t1", 1, "b", "x"), call("t1", 1, "b", "x")))
                .extracting(FailureGroup::tool)
                .containsExactly("b");
    }

    @Test
    void of_wordsOfLetters_stay() {
        assertThat(groups(9, List.of(), call("t1", 1, "a", "deadbeef facade"), call("t2", 1, "a", "accede effaced")))
                .hasSize(2);
    }

    @Test
    void of_idsOfAnyKind_doNotCount() {
        assertThat(groups(
                        9,
                        List.of(),
                        call("t1", 1, "a", "req-3f9a8b7c-1d2e at 0x7f3a99c0, x12ab34: é7 (v1.2) 00e1f2a3b4"),
                        call("t2", 1, "a", "req-00000000-ffff at 0x00000001, x7ab800: é19 (v3.45) 8")))
                .hasSize(1);
    }
}

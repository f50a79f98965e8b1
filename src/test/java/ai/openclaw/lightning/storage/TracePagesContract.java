package ai.openclaw.lightning.storage;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceCriteria;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.model.TraceStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pages of what clients read back end at so many rows or so many bytes, whichever comes first. */
public interface TracePagesContract extends StoreUnderTest {

    @Test
    default void trace_moreCallsThanAPage_comesInPagesByTimeThenOrder() {
        Given given = trace("t1");
        for (int i = 0; i < 1_203; i++) {
            given.call("c" + i, "tool", 5_000 - i / 3); // later ones are earlier, in threes of one time
        }
        given.in(store());

        List<StoredCall> seen = new ArrayList<>();
        CallsCursor cursor = CallsCursor.START;
        while (cursor != null) {
            TraceDetail page = store().reader()
                    .trace("t1", cursor, RewardsCursor.START)
                    .await()
                    .orElseThrow();
            assertThat(page.calls()).hasSizeLessThanOrEqualTo(500);
            seen.addAll(page.calls());
            cursor = page.nextCalls();
        }
        assertThat(seen).hasSize(1_203).doesNotHaveDuplicates();
        assertThat(seen)
                .isSortedAccordingTo(Comparator.comparing(StoredCall::timestamp).thenComparing(StoredCall::id));
    }

    @Test
    default void trace_exactlyOnePageOfCalls_hasNoNext() {
        Given given = trace("t1");
        IntStream.range(0, 500).forEach(i -> given.call(null, "tool", i));
        given.in(store());

        assertThat(detail("t1").calls()).hasSize(500);
        assertThat(detail("t1").nextCalls()).isNull();
    }

    @Test
    default void trace_moreRewardsThanAPage_comesInPagesByTimeThenOrder() {
        Given given = trace("t1");
        for (int i = 0; i < 1_203; i++) {
            given.reward("r" + i, 0.5, 5_000 - i / 3);
        }
        given.in(store());

        List<StoredReward> seen = new ArrayList<>();
        RewardsCursor cursor = RewardsCursor.START;
        while (cursor != null) {
            TraceDetail page = store().reader()
                    .trace("t1", CallsCursor.END, cursor)
                    .await()
                    .orElseThrow();
            assertThat(page.rewards()).hasSizeBetween(1, 500);
            seen.addAll(page.rewards());
            cursor = page.nextRewards();
        }
        assertThat(seen).hasSize(1_203).doesNotHaveDuplicates();
        assertThat(seen)
                .isSortedAccordingTo(
                        Comparator.comparing(StoredReward::timestamp).thenComparing(StoredReward::id));
    }

    @Test
    default void trace_fromAfterItsCalls_hasNone() {
        trace("t1").call("c", "a", Long.MAX_VALUE / 2).reward("r", 1.0, 1).in(store());

        TraceDetail read = store().reader()
                .trace("t1", CallsCursor.END, RewardsCursor.START)
                .await()
                .orElseThrow();
        assertThat(read.calls()).isEmpty();
        assertThat(read.nextCalls()).isNull();
        assertThat(read.rewards()).hasSize(1);
        assertThat(read.nextRewards()).isNull();
    }

    @Test
    default void traces_longTexts_endAPageBeforeItHasTooManyBytes() {
        int[] kibibytes = {300, 300, 300, 300, 10, 500, 500, 24, 1_500, 10, 700, 700};
        for (int i = 0; i < kibibytes.length; i++) {
            String half = text(kibibytes[i] * 512);
            trace("t" + i)
                    .start(10_000 - i)
                    .session("s" + i % 2)
                    .text(half, "{\"m\":\"" + half + "\"}", null)
                    .in(store());
        }

        List<List<String>> pages = new ArrayList<>();
        TraceQuery.Cursor cursor = null;
        do {
            TracePage page = store().reader().traces(query(200, cursor)).await();
            pages.add(page.traces().stream().map(Trace::traceId).toList());
            long bytes = page.traces().stream()
                    .mapToLong(trace -> utf8(trace.message()) + utf8(trace.metadata()))
                    .sum();
            assertThat(page.traces().size() == 1 || bytes <= TracePage.BYTES_MAX)
                    .as("a page of %d traces and %d bytes", page.traces().size(), bytes)
                    .isTrue();
            cursor = page.next();
        } while (cursor != null);

        assertThat(pages)
                .as("each page as full as it may be, and what is larger than a page alone")
                .containsExactly(
                        List.of("t0", "t1", "t2"),
                        List.of("t3", "t4", "t5"),
                        List.of("t6", "t7"),
                        List.of("t8"),
                        List.of("t9", "t10"),
                        List.of("t11"));
        TracePage filtered = store().reader()
                .traces(new TraceQuery(
                        new TraceCriteria("s0", null, null, TraceStatus.OPEN, null, null, null, null, null, null, null),
                        200,
                        null))
                .await();
        assertThat(filtered.traces()).extracting(Trace::traceId).containsExactly("t0", "t2", "t4");
        assertThat(ids(new TraceQuery(
                        new TraceCriteria("s0", null, null, TraceStatus.OPEN, null, null, null, null, null, null, null),
                        200,
                        filtered.next())))
                .containsExactly("t6");
    }

    @Test
    default void traces_manyToolNames_countAsText() {
        for (int i = 0; i < 4; i++) {
            Given given = trace("t" + i).start(10_000 - i);
            for (int tool = 0; tool < 100; tool++) {
                given.call(1, String.format(Locale.ROOT, "%04d", tool) + text(4_000), null, null, null);
            }
            given.in(store());
        }

        assertThat(ids(query(200, null))).containsExactly("t0", "t1");
    }

    @Test
    default void trace_longCallsAndRewards_endAPageBeforeItHasTooManyBytes() {
        Given given = trace("t1").text("hello", null, null);
        for (int i = 0; i < 100; i++) {
            String json = "\"" + text(15_000) + "\"";
            given.call(i, "tool", json, json, text(15_000));
            given.reward("r" + i, 0.5, i, json);
        }
        given.call(1_000, "tool", "\"" + text(900_000) + "\"", "\"" + text(900_000) + "\"", null);
        given.call(1_001, "last", null, null, null);
        given.in(store());

        List<Integer> calls = new ArrayList<>();
        CallsCursor nextCall = CallsCursor.START;
        while (nextCall != null) {
            TraceDetail page = store().reader()
                    .trace("t1", nextCall, RewardsCursor.START)
                    .await()
                    .orElseThrow();
            calls.add(page.calls().size());
            nextCall = page.nextCalls();
        }
        assertThat(calls).as("45,008 bytes each, but for the last two").containsExactly(23, 23, 23, 23, 8, 1, 1);

        List<Integer> rewards = new ArrayList<>();
        RewardsCursor nextReward = RewardsCursor.START;
        while (nextReward != null) {
            TraceDetail page = store().reader()
                    .trace("t1", CallsCursor.END, nextReward)
                    .await()
                    .orElseThrow();
            rewards.add(page.rewards().size());
            nextReward = page.nextRewards();
        }
        assertThat(rewards).as("15,008 bytes each").containsExactly(17, 17, 17, 17, 17, 15);
    }

    /** Two bytes a character, so that neither bytes nor characters can be taken for the other. */
    private static String text(int bytes) {
        return "\u00e9".repeat(bytes / 2);
    }

    private static long utf8(Content content) {
        return content.text().getBytes(StandardCharsets.UTF_8).length;
    }
}

package ai.openclaw.lightning.storage;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.LearnedDocuments.Document;
import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.model.TraceStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the optimizer reads, and the documents it keeps. */
public interface LearningStoreContract extends StoreUnderTest {

    @Test
    default void closedTraces_openAndClosed_givesTheClosedOnesPageByPage() throws Exception {
        for (int i = 1; i <= 5; i++) {
            Given given = trace("t" + i).agent("agent");
            (i == 2 ? given : given.ended(true)).in(store());
        }
        LearningStore.EvidencePage first = someClosedTraces(0, 3);
        LearningStore.EvidencePage second =
                store().learning().closedTraces(first.last(), 3).await();

        assertThat(first.traces()).extracting(TraceEvidence::traceId).containsExactly("t1", "t3");
        assertThat(first.more()).isTrue();
        assertThat(second.traces()).extracting(TraceEvidence::traceId).containsExactly("t4", "t5");
        assertThat(second.more()).isFalse();
        assertThat(store().learning().closedTraces(second.last(), 3).await().traces())
                .isEmpty();
    }

    @Test
    default void evidence_ofAClosedTrace_holdsWhatIsLearnedFrom() {
        trace("t1")
                .agent("agent")
                .text("hello " + "x".repeat(10_000), "{}", "{\"crashed\":true}")
                .call("c2", "second", 1_700_000_000_200L, "it broke: " + "y".repeat(900), 12L)
                .call("c1", "first", 1_700_000_000_100L)
                .reward("r1", 1.1, 1_700_000_006_000L)
                .ended(false)
                .in(store());
        trace("open").in(store());

        List<TraceEvidence> found =
                store().learning().evidence(List.of("open", "t1", "none")).await();

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.traceId()).isEqualTo("t1");
            assertThat(one.status()).isEqualTo(TraceStatus.ENDED);
            assertThat(one.labels().agentId()).isEqualTo("agent");
            assertThat(one.message()).hasSize(TraceEvidence.MESSAGE_MAX);
            assertThat(one.crashed()).isTrue();
            assertThat(one.success()).isFalse();
            assertThat(one.reward()).isEqualTo(1.1);
            assertThat(one.expectedTokens()).isEqualTo(200);
            assertThat(one.receivedAt()).isEqualTo(Given.RECEIVED);
            assertThat(one.calls()).extracting(TraceEvidence.Call::toolName).containsExactly("first", "second");
            assertThat(one.calls().get(0))
                    .isEqualTo(new TraceEvidence.Call(
                            "first", "{\"a\":1}", 7, List.of("a"), "[true][true]", 6, null, null, 10L));
            assertThat(one.calls().get(1).errorHead()).hasSize(TraceEvidence.ERROR_MAX);
        });
    }

    @Test
    default void evidence_cutTexts_areTheirHeads() {
        Content cut = new Content("{\"truncated\":true,\"bytes\":99999,\"head\":\"Error: no \\\"x\\\"\"}", true);
        Content alike = Content.whole(cut.text());
        trace("t1")
                .content(cut, null, null)
                .call("c1", cut, cut, cut)
                .call(new TraceEvent.ToolCall(
                        "t1", null, 1_700_000_000_900L, "c2", "tool", alike, alike, alike, 127L, null))
                .ended(true)
                .in(store());

        TraceEvidence evidence =
                store().learning().evidence(List.of("t1")).await().get(0);

        String begun = "Error: no \"x\"";
        assertThat(evidence.message()).isEqualTo(begun);
        assertThat(evidence.calls())
                .containsExactly(
                        new TraceEvidence.Call(
                                "tool", begun, 99_999, List.of(), begun + begun, 99_999, begun, null, null),
                        new TraceEvidence.Call(
                                "tool",
                                alike.text(),
                                alike.text().length(),
                                List.of("truncated", "bytes", "head"),
                                alike.text() + alike.text(),
                                alike.text().length(),
                                alike.text(),
                                127L,
                                null));
    }

    @Test
    default void beforeNewest_moreAndFewerThanAsked_isWhereToStart() throws Exception {
        for (int i = 1; i <= 4; i++) {
            trace("t" + i).ended(true).in(store());
        }
        long before = store().learning().beforeNewest(2).await();

        assertThat(someClosedTraces(before, 10).traces())
                .extracting(TraceEvidence::traceId)
                .containsExactly("t3", "t4");
        assertThat(store().learning().beforeNewest(4).await()).isZero();
    }

    @Test
    default void assignments_ofTraces_comeInTheirOrderAndGoWithTheirTraces() {
        trace("t1").arm("e1").ended(true).received(Given.RECEIVED - 1_000).in(store());
        trace("t2").in(store());
        trace("t3").arm("e2").in(store());

        List<StoredAssignment> all = store().learning().assignments(0, 10).await();
        assertThat(all).extracting(StoredAssignment::traceId).containsExactly("t1", "t3");
        assertThat(all.get(1).arms().get(0).experiment()).isEqualTo("e2");
        assertThat(all.get(0).assignedAt()).isEqualTo(Given.RECEIVED - 1_000);
        assertThat(store().learning().assignments(all.get(0).id(), 10).await())
                .extracting(StoredAssignment::traceId)
                .containsExactly("t3");
        assertThat(store().learning().assignments(0, 1).await()).hasSize(1);

        store().writer().deleteOldest(Given.RECEIVED, 100, Long.MAX_VALUE);
        assertThat(store().learning().assignments(0, 10).await())
                .extracting(StoredAssignment::traceId)
                .containsExactly("t3");
    }

    @Test
    default void save_again_replacesTheDocumentOfTheSameId() {
        Document first = new Document("s1", "agent", "proposed", "{\"v\":1}");
        Document second = new Document("s1", "agent", "adopted", "{\"v\":2}");
        Document experiment = new Document("e1", null, "running", "{}");
        Document memory = new Document("miner", null, "current", "{}");
        save(new LearnedDocuments(List.of(first), List.of(experiment), List.of(memory)));
        save(new LearnedDocuments(List.of(second), List.of(), List.of()));

        assertThat(store().learning().learned().await())
                .isEqualTo(new LearnedDocuments(List.of(second), List.of(experiment), List.of(memory)));
    }

    /** A closed trace with the most that is learned from one: some 1,000,000 characters. */
    private static Given longTrace(String id) {
        StringBuilder params = new StringBuilder("{");
        for (int name = 0; name < TraceEvidence.ARGUMENTS_MAX; name++) {
            params.append(name == 0 ? "" : ",")
                    .append(String.format(Locale.ROOT, "\"%03d", name))
                    .append("x".repeat(97))
                    .append("\":1");
        }
        params.append("}");
        Given given = trace(id).ended(true).text("m".repeat(10_000), null, null);
        for (int call = 0; call < TraceEvidence.CALLS_MAX; call++) {
            given.call(call, "tool", params.toString(), "r".repeat(5_000), "e".repeat(500));
        }
        return given;
    }

    private static long chars(List<TraceEvidence> traces) {
        return traces.stream()
                .flatMap(trace -> trace.calls().stream())
                .mapToLong(call -> call.paramsHead().length()
                        + String.join("", call.argumentNames()).length()
                        + call.resultEnds().length()
                        + call.errorHead().length())
                .sum();
    }

    @Test
    default void closedTraces_longOnes_comeInPagesThatFitIntoMemory() throws Exception {
        for (int i = 0; i < 3; i++) {
            longTrace("long" + i).in(store());
            trace("open" + i).in(store());
            trace("short" + i).ended(true).in(store());
        }

        List<List<String>> pages = new ArrayList<>();
        LearningStore.EvidencePage page;
        long last = 0;
        do {
            page = someClosedTraces(last, 20);
            assertThat(chars(page.traces())).isLessThanOrEqualTo(LearningStore.PAGE_CHARS_MAX);
            pages.add(page.traces().stream().map(TraceEvidence::traceId).toList());
            last = page.last();
        } while (page.more());

        assertThat(pages)
                .containsExactly(List.of("long0", "short0"), List.of("long1", "short1"), List.of("long2", "short2"));
    }

    @Test
    default void evidence_longOnes_areThoseThatFitAndTheOthersWhenAskedAgain() {
        List<String> wanted = new ArrayList<>(List.of("none", "open"));
        trace("open").in(store());
        for (int i = 0; i < 3; i++) {
            longTrace("long" + i).in(store());
            wanted.add("long" + i);
        }

        List<String> seen = new ArrayList<>();
        List<TraceEvidence> found = store().learning().evidence(wanted).await();
        while (!found.isEmpty()) {
            assertThat(found).hasSize(1);
            wanted.remove(found.get(0).traceId());
            seen.add(found.get(0).traceId());
            found = store().learning().evidence(wanted).await();
        }
        assertThat(seen).containsExactly("long0", "long1", "long2");
        assertThat(wanted).containsExactly("none", "open");
    }

    @Test
    default void assignments_withManyArms_comeInPagesThatFitIntoMemory() {
        List<String> arms = IntStream.range(0, 100)
                .mapToObj(i -> String.format(Locale.ROOT, "%03d", i) + "x".repeat(250))
                .toList();
        for (int i = 0; i < 60; i++) {
            trace("t" + i).arm(arms.toArray(String[]::new)).in(store());
        }

        List<String> seen = new ArrayList<>();
        List<StoredAssignment> page = store().learning().assignments(0, 200).await();
        while (!page.isEmpty()) {
            assertThat(page).hasSizeBetween(2, 41); // at least 253 characters an arm
            page.forEach(one -> seen.add(one.traceId()));
            page = store().learning()
                    .assignments(page.get(page.size() - 1).id(), 200)
                    .await();
        }
        assertThat(seen)
                .containsExactlyElementsOf(
                        IntStream.range(0, 60).mapToObj(i -> "t" + i).toList());
    }
}

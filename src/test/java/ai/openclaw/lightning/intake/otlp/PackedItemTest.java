package ai.openclaw.lightning.intake.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.intake.Rejection;
import ai.openclaw.lightning.model.Content;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Items as bytes, in memory and in a file that the next version of the bridge may read. */
class PackedItemTest {

    private static final Item FULL = full();

    private static Item full() {
        Map<Fact, String> facts = new EnumMap<>(Fact.class);
        for (Fact fact : Fact.values()) {
            facts.put(fact, "ä" + fact);
        }
        Map<Part, Content> parts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            parts.put(part, new Content("content of " + part, part == Part.RESULT));
        }
        return new Item("group", Kind.SCORE, "id", "parent", 1_795_890_000_000L, 1_795_890_000_001L, facts, parts);
    }

    private static PackedItem packed(Item item) {
        return PackedItem.of(item, new WireWriter());
    }

    @Test
    void item_withEverything_isReadAsItWas() {
        assertThat(packed(FULL).item()).isEqualTo(FULL);
        assertThat(PackedItem.read("group", packed(FULL).bytes()).item()).isEqualTo(FULL);
    }

    @Test
    void item_stripped_lacksItsContentsOnly() {
        Item bare = packed(FULL).stripped().item();
        assertThat(bare.parts()).isEmpty();
        assertThat(bare.facts()).isEqualTo(FULL.facts());
        assertThat(packed(bare).stripped().bytes()).isEqualTo(packed(bare).bytes());
    }

    /** Files of earlier bridges hold these places: a new name comes last. */
    @Test
    void names_inFiles_keepTheirPlaces() {
        assertThat(namesOf(Kind.values())).startsWith("AGENT STEP MODEL TOOL DETAIL ROOT PROMPT CALL USAGE END SCORE");
        assertThat(namesOf(Fact.values()))
                .startsWith(
                        "TRACE PROMPT_ID SESSION SENDER NAME AGENT SERVICE MODEL TOOL CALL_ID MCP FAILED FAILURE"
                                + " EXIT_CODE EXIT_IS_ANSWER DURATION_MS TOKENS PARENT TASK_KEY PROMPT_VERSION SOURCE VALUE SUCCESS KEY ARMS SAMPLED");
        assertThat(namesOf(Part.values())).startsWith("MESSAGE PARAMS RESULT ERROR CALLS METADATA");
    }

    private static String namesOf(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.joining(" "));
    }

    @SuppressWarnings("EnumOrdinal")
    @Test
    void bytes_ofALaterVersion_areReadWithoutWhatIsNotKnown() {
        byte[] later = new WireWriter()
                .number(1, Kind.TOOL.ordinal())
                .text(2, "id")
                .text(127, "a fact")
                .text(150, "a part")
                .written();
        Item item = PackedItem.read("group", later).item();
        assertThat(item.kind()).isEqualTo(Kind.TOOL);
        assertThat(item.id()).isEqualTo("id");
        assertThat(item.facts()).isEmpty();
    }

    @Test
    void bytes_withoutAKind_areRejected() {
        byte[] broken = new WireWriter().number(1, 99).text(2, "id").written();
        assertThatThrownBy(() -> PackedItem.read("group", broken)).isInstanceOf(Rejection.class);
    }

    @Test
    void numbers_inTheFile_areThoseOfEarlierVersions() {
        assertThat(Kind.values())
                .extracting(Kind::name)
                .startsWith(
                        "AGENT", "STEP", "MODEL", "TOOL", "DETAIL", "ROOT", "PROMPT", "CALL", "USAGE", "END", "SCORE");
        assertThat(Part.values())
                .extracting(Part::name)
                .startsWith("MESSAGE", "PARAMS", "RESULT", "ERROR", "CALLS", "METADATA");
        assertThat(Fact.values())
                .extracting(Fact::name)
                .startsWith(
                        "TRACE",
                        "PROMPT_ID",
                        "SESSION",
                        "SENDER",
                        "NAME",
                        "AGENT",
                        "SERVICE",
                        "MODEL",
                        "TOOL",
                        "CALL_ID",
                        "MCP",
                        "FAILED",
                        "FAILURE",
                        "EXIT_CODE",
                        "EXIT_IS_ANSWER",
                        "DURATION_MS",
                        "TOKENS",
                        "PARENT",
                        "TASK_KEY",
                        "PROMPT_VERSION",
                        "SOURCE",
                        "VALUE",
                        "SUCCESS",
                        "KEY",
                        "ARMS",
                        "SAMPLED");
    }
}

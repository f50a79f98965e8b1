package ai.openclaw.lightning.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Documents that are written piece by piece, with lists that end in time. */
class JsonPiecesTest {

    private static JsonList<String> list(String name, List<String> rows, long endsAt) {
        return new JsonList<>(name, rows, (json, row) -> json.writeStringField("row", row), endsAt);
    }

    private static List<byte[]> all(JsonPieces document) {
        List<byte[]> pieces = new ArrayList<>();
        while (!document.isDone()) {
            pieces.add(document.next());
        }
        return pieces;
    }

    private static String text(List<byte[]> pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.forEach(all::writeBytes);
        return all.toString(UTF_8);
    }

    @Test
    void next_severalParts_areOneDocument() {
        JsonList<String> rows = list("rows", List.of("a", "b"), Long.MAX_VALUE);
        JsonPieces document = JsonPieces.of(
                JsonPieces.fields(json -> json.writeNumberField("first", 1)),
                rows,
                JsonPieces.fields(json -> json.writeNumberField("count", rows.count())),
                list("none", List.of(), 0));

        assertThat(text(all(document)))
                .isEqualTo("{\"first\":1,\"rows\":[{\"row\":\"a\"},{\"row\":\"b\"}],\"count\":2,\"none\":[]}");
        assertThat(rows.isCut()).isFalse();
        assertThat(text(all(JsonPieces.of()))).isEqualTo("{}");
    }

    @Test
    void next_longList_comesInPiecesOfAboutTheirSize() {
        List<String> rows = IntStream.range(0, 1_000)
                .mapToObj(i -> i + "\u00e9\u0001".repeat(100))
                .toList();
        List<byte[]> pieces = all(JsonPieces.of(list("rows", rows, Long.MAX_VALUE)));

        String whole = new String(
                Json.write(json -> {
                    json.writeArrayFieldStart("rows");
                    for (String row : rows) {
                        json.writeStartObject();
                        json.writeStringField("row", row);
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                }),
                UTF_8);
        assertThat(text(pieces)).isEqualTo(whole);
        assertThat(pieces).hasSizeBetween(20, 30);
        assertThat(pieces).allSatisfy(piece -> assertThat(piece).hasSizeLessThan(JsonPieces.PIECE_BYTES + 1_000));
    }

    @Test
    void list_fullAtEveryLength_endsBeforeItWithWhatFits() {
        List<String> rows = List.of("aaa", "\u0001", "b", "", "\u00e9\u00e9");
        for (int endsAt = 0; endsAt < 90; endsAt++) {
            JsonList<String> list = list("rows", rows, endsAt);
            String text = text(all(
                    JsonPieces.of(list, JsonPieces.fields(json -> json.writeStringField("last", list.last())))));
            String expected = String.join(
                    ",",
                    rows.subList(0, list.count()).stream()
                            .map(row -> "{\"row\":\"" + row.replace("\u0001", "\\u0001") + "\"}")
                            .toList());

            assertThat(text)
                    .isEqualTo("{\"rows\":[" + expected + "],\"last\":\""
                            + rows.get(list.count() - 1).replace("\u0001", "\\u0001") + "\"}");
            int length = ("{\"rows\":[" + expected).getBytes(UTF_8).length;
            assertThat(list.count() == 1 || length <= endsAt)
                    .as("%s at %d", text, endsAt)
                    .isTrue();
            assertThat(list.isCut()).isEqualTo(list.count() < rows.size());
            if (list.isCut()) {
                int next = ",{\"row\":\"\"}".length()
                        + rows.get(list.count()).replace("\u0001", "\\u0001").getBytes(UTF_8).length;
                assertThat(length + next).as("the next would not have fitted").isGreaterThan(endsAt);
            }
        }
    }

    @Test
    void next_failingRow_failsTheDocument() {
        JsonPieces document = JsonPieces.of(new JsonList<>(
                "rows",
                List.of(1),
                (json, row) -> {
                    throw new IOException("broken");
                },
                10));
        assertThatThrownBy(document::next).isInstanceOf(UncheckedIOException.class);
    }
}

package ai.openclaw.lightning.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionEvidence;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The commands and the page speak of the same things in the same words. */
final class VocabularyTest {

    private static final Path OF_PAGE = Path.of("src", "main", "web", "src", "vocabulary.json");

    @Test
    void words_ofCommands_areThoseOfThePage() throws IOException {
        Map<String, Map<String, String>> page =
                TestJson.MAPPER.readValue(OF_PAGE.toFile(), new TypeReference<Map<String, Map<String, String>>>() {});

        assertThat(Arrays.stream(Vocabulary.values())
                        .collect(Collectors.toMap(kind -> kind.name().toLowerCase(Locale.ROOT), kind -> kind.words)))
                .isEqualTo(page);
    }

    @Test
    void words_everyNameOfTheInterface_hasOne() {
        assertThat(Vocabulary.SUGGESTION.words.keySet())
                .containsExactlyInAnyOrder(names(Suggestion.Status.values(), Suggestion.Status::jsonName));
        assertThat(Vocabulary.METRIC.words.keySet())
                .containsExactlyInAnyOrder(
                        names(SuggestionEvidence.Metric.values(), SuggestionEvidence.Metric::jsonName));
    }

    @Test
    void word_nameThatIsNotKnown_isSaidAsItIs() {
        assertThat(Vocabulary.SUGGESTION.word("dreamt_of")).isEqualTo("dreamt_of");
    }

    private static <T> String[] names(T[] values, Function<T, String> name) {
        return Arrays.stream(values).map(name).toArray(String[]::new);
    }
}

package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.traces.MoreTraces;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is proposed to recorded agents of which a person knows what would help and what would harm. */
final class RecordedAgentsTest {

    @TempDir
    private Path folder;

    @BeforeAll
    static void folder() {
        MoreTraces.assumePresent();
    }

    private OptimizerView view(String agent) {
        return new Proposing(folder).after(MoreTraces.read(agent));
    }

    private List<String> proposed(String agent) {
        return view(agent).suggestions().stream().map(Suggestion::text).toList();
    }

    /** Of an SQL agent that never looks at the schema, nearly every query fails. It still has to ask the database. */
    @Test
    void sqlTextBison_isNotForbiddenToQuery_andTheFindingIsShown() {
        OptimizerView view = view("sql-text-bison");

        assertThat(view.suggestions()).isNotEmpty().noneMatch(one -> one.text().startsWith("Do not call"));
        assertThat(view.failingTools()).singleElement().satisfies(tool -> {
            assertThat(tool.agentId()).isEqualTo("sql-text-bison");
            assertThat(tool.tool()).isEqualTo("select");
            assertThat(tool.errors()).isGreaterThan(tool.calls() * 9 / 10);
        });
    }

    /** Two of four designs give their arguments in another form: that is the prompt's work, and no choice of the agent. */
    @Test
    void tauRetail_differencesBetweenPrompts_areNoRules() {
        assertThat(proposed("tau-retail-pooled")).noneMatch(text -> text.contains("give the argument"));
    }

    /** There is little to find here. Whatever is proposed is sound for a reader, so that no noise can stand before it. */
    @ParameterizedTest
    @ValueSource(strings = {"python-gpt-3.5", "bash-gpt-4"})
    void smallSets_proposeOnlyNotToRepeat(String agent) {
        assertThat(proposed(agent)).isNotEmpty().allMatch(text -> text.contains("not repeat"));
    }

    /** No task comes again, but most are of the kind "write a function to …". */
    @Test
    void python_similarTasks_areComparedAndMakeMoreThanAHint() {
        assertThat(view("python-gpt-3.5").suggestions()).singleElement().satisfies(one -> {
            assertThat(one.grade()).isEqualTo(Suggestion.Grade.ASSOCIATION);
            assertThat(one.evidence().strata())
                    .isNotEmpty()
                    .allMatch(stratum -> stratum.name().startsWith("family "));
        });
    }

    /** With an option chosen 41 of 100 bought the right thing, without one 27; with one that was asked for 48, else 23. */
    @Test
    void webshop_optionsAndTheRequestsWords_standFirst() {
        assertThat(proposed("webshop-react"))
                .startsWith(
                        "Before you end with `buy`, call `choose_option`.",
                        "When you call `choose_option`, take the words of `argument` from the request.");
    }

    @Test
    void sqlChatBison_repeats_areStillProposed_eachOnce() {
        assertThat(proposed("sql-chat-bison-handicap"))
                .contains(
                        "Do not repeat a successful `select` with the same arguments.",
                        "When `select` fails, do not repeat the call unchanged.")
                .doesNotHaveDuplicates();
    }
}

package ai.openclaw.lightning.importing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What InterCode wrote as an action, as a statement and a tool. */
class InterCodeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "execute[SELECT 1] | SELECT 1 | select",
                "execute[SHOW TABLES | SHOW TABLES | show",
                "(select 1) | (select 1) | select",
                "submit | submit | submit",
                "I think so | I think so | text",
                "12 | 12 | text"
            })
    void interCode_action_statementAndTool(String action, String statement, String tool) {
        assertThat(InterCode.statement(action)).isEqualTo(statement);
        assertThat(InterCode.tool(statement)).isEqualTo(tool);
    }
}

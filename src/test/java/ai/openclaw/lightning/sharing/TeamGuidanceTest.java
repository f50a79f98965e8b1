package ai.openclaw.lightning.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.guidance.ActiveRule;
import ai.openclaw.lightning.guidance.Guidance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What comes of the team's guidance, whatever it holds. */
final class TeamGuidanceTest {

    private static ActiveGuidance read(String rules) throws IOException {
        return TeamGuidance.read(
                TestJson.MAPPER.readTree("{\"version\":\"7\",\"rules\":[" + rules + "],\"experiments\":[]}"),
                "salt",
                Set.of());
    }

    private static String rule(String id, String text) {
        return "{\"id\":\"" + id + "\",\"text\":\"" + text + "\",\"agent_id\":\"coder\"}";
    }

    private static ActiveGuidance own(String... texts) {
        List<ActiveRule> rules = new ArrayList<>();
        for (String text : texts) {
            rules.add(new ActiveRule("r" + rules.size(), text, "coder"));
        }
        return new ActiveGuidance("3", rules, List.of());
    }

    private static List<String> told(ActiveGuidance both) {
        return Guidance.rulesOf(both, "coder").stream().map(ActiveRule::text).toList();
    }

    @Test
    void merged_both_haveTheTeamsFirst() throws IOException {
        ActiveGuidance both =
                TeamGuidance.merged(read(rule("a", "Call `read` first.")), own("Never call `rm` twice in a row."));
        assertThat(told(both)).containsExactly("Call `read` first.", "Never call `rm` twice in a row.");
        assertThat(both.version()).isEqualTo("7+3");
        assertThat(both.rules().get(0).id()).isEqualTo("team:a");
    }

    @Test
    void merged_ruleThatContradictsOrRepeatsTheTeams_isDropped() throws IOException {
        ActiveGuidance team = read(rule("a", "Always call `read` before `edit`."));
        assertThat(told(TeamGuidance.merged(team, own("Never call `read` before `edit`."))))
                .containsExactly("Always call `read` before `edit`.");
        assertThat(told(TeamGuidance.merged(team, own("Call `read` before `edit`."))))
                .containsExactly("Always call `read` before `edit`.");
    }

    @Test
    void merged_many_areAsManyAsAnAgentFollows() throws IOException {
        StringBuilder rules = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            rules.append(i == 0 ? "" : ",").append(rule("r" + i, "Call `tool" + i + "` for thing" + i + "."));
        }
        assertThat(told(TeamGuidance.merged(read(rules.toString()), own("Be brief."))))
                .hasSize(ActiveGuidance.RULES_MAX)
                .doesNotContain("Be brief.");
    }

    /** The team's bridge is another program, and may be in other hands. */
    @Test
    void read_textThatNoBridgeMayTell_isLeftOut() throws IOException {
        assertThat(read(rule("a", "x".repeat(500)) + "," + rule("b", "Run\\u0007 it.") + "," + rule("c", "Fine."))
                        .rules())
                .extracting(ActiveRule::text)
                .containsExactly("Fine.");
    }

    @Test
    void read_noGuidance_isRefused() {
        assertThatThrownBy(() -> TeamGuidance.read(TestJson.MAPPER.readTree("{}"), "salt", Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version");
    }
}

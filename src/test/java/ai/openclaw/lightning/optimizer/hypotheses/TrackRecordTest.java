package ai.openclaw.lightning.optimizer.hypotheses;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.StatusChange;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Grade;
import ai.openclaw.lightning.model.Suggestion.Kind;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import ai.openclaw.lightning.optimizer.SampleEvidence;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The error level that is left for an idea, and when the helper is no good. */
final class TrackRecordTest {

    private final List<Suggestion> all = new ArrayList<>();
    private long time;

    /** An idea whose trial ended so; null for one that is still on trial. */
    private String idea(String source, Status verdict, String actor) {
        String id = source + "-" + all.size();
        Suggestion idea = new Suggestion(
                id,
                source,
                Kind.ADD_RULE,
                null,
                "Call `read` first.",
                null,
                List.of("read"),
                Grade.HINT,
                Status.PROPOSED,
                SampleEvidence.of(Metric.SUCCESS),
                List.of());
        Suggestion tried = change(idea, Status.IN_EXPERIMENT, "auto");
        all.add(verdict == null ? tried : change(tried, verdict, actor));
        return id;
    }

    private Suggestion change(Suggestion one, Status to, String actor) {
        return one.withStatus(new StatusChange(one.status(), to, ++time, actor, "r"), Grade.HINT);
    }

    private double needed(String id) {
        return new TrackRecord(all).evidenceNeeded(id);
    }

    @Test
    void evidence_eachIdea_needsTwiceAsMuch_untilOneIsAdopted() {
        String first = idea("helper", Status.ROLLED_BACK, "auto");
        idea("decision-points", Status.REFUTED, "auto");
        String second = idea("helper", Status.REFUTED, "person");
        String third = idea("helper", Status.ADOPTED, "auto");
        String fourth = idea("helper", null, null);

        assertThat(needed(first)).isEqualTo(40);
        assertThat(needed(second)).as("whoever ended the one before").isEqualTo(80);
        assertThat(needed(third)).isEqualTo(160);
        assertThat(needed(fourth)).as("an adoption fills it up").isEqualTo(40);
    }

    /** Level is 1 / evidence: a hundred useless ideas together have 5 %. */
    @Test
    void evidence_hundredIdeas_spendFivePercentTogether() {
        double spent = 0;
        for (int i = 0; i < 100; i++) {
            spent += 1 / needed(idea("helper", Status.ROLLED_BACK, "auto"));
        }
        assertThat(spent).isGreaterThan(0.0499).isLessThanOrEqualTo(0.05);
    }

    @Test
    void poor_fewerThanOneInTenOfTwenty() {
        for (int i = 0; i < 19; i++) {
            idea("helper", Status.REFUTED, "auto");
        }
        assertThat(new TrackRecord(all).isPoor(0)).as("too early to say").isFalse();
        idea("helper", Status.ADOPTED, "auto");
        assertThat(new TrackRecord(all).isPoor(0)).as("1 of 20").isTrue();
        assertThat(new TrackRecord(all).isPoor(time)).as("of another model").isFalse();
        idea("helper", Status.ADOPTED, "person");
        assertThat(new TrackRecord(all).adopted(0))
                .as("a person's word is no verdict")
                .isEqualTo(1);
        idea("helper", Status.ADOPTED, "auto");
        assertThat(new TrackRecord(all).isPoor(0)).as("2 of 21").isTrue();
        idea("helper", Status.ADOPTED, "auto");
        assertThat(new TrackRecord(all).isPoor(0)).as("3 of 22").isFalse();
    }
}

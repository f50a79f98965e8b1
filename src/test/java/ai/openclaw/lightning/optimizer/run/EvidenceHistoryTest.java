package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.EvidencePoint;
import ai.openclaw.lightning.model.SuggestionEvidence.Interval;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class EvidenceHistoryTest {

    /** Whenever the bridge restarts in between, and whatever unit the history begins with. */
    @Property(tries = 200)
    void points_anyNumberOfUnits_areFewAndEvenlySpread(
            @ForAll @IntRange(min = 0, max = 500) int before,
            @ForAll @IntRange(min = 2, max = 4_000) int units,
            @ForAll @IntRange(min = 1, max = 97) int restartEvery) {
        EvidenceHistory history = new EvidenceHistory(List.of());
        for (int counted = before + 1; counted <= before + units; counted++) {
            if (history.wants(counted)) {
                history.add(new EvidencePoint(counted, 1, 1, 0, new Interval(0, null, null)));
            }
            if (counted % restartEvery == 0) {
                history = new EvidenceHistory(history.points());
            }
        }

        List<EvidencePoint> points = history.points();
        assertThat(points)
                .hasSizeBetween(Math.min(units, EvidenceHistory.POINTS_MAX / 2 - 1), EvidenceHistory.POINTS_MAX - 1);
        List<Long> distances = new ArrayList<>();
        for (int i = 1; i < points.size(); i++) {
            distances.add(points.get(i).counted() - points.get(i - 1).counted());
        }
        assertThat(distances).allMatch(distance -> distance.equals(distances.get(0)));
        assertThat(points.get(points.size() - 1).counted()).isGreaterThan(before + units - distances.get(0));
    }
}

package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.EvidencePoint;
import java.util.ArrayList;
import java.util.List;

/**
 * How the evidence of an experiment grew: fewer than {@value #POINTS_MAX} points, at even distances over its units. When there
 * would be more, every second one goes. Not thread-safe.
 */
final class EvidenceHistory {

    static final int POINTS_MAX = 128;

    private final List<EvidencePoint> points;
    private long distance;

    /** Goes on after these points. */
    EvidenceHistory(List<EvidencePoint> points) {
        this.points = new ArrayList<>(points);
        distance =
                points.size() < 2 ? 1 : points.get(1).counted() - points.get(0).counted();
    }

    /** Whether it keeps a point for so many counted units. */
    boolean wants(long counted) {
        return counted % distance == 0;
    }

    void add(EvidencePoint point) {
        points.add(point);
        if (points.size() == POINTS_MAX) {
            distance *= 2;
            points.removeIf(one -> !wants(one.counted()));
        }
    }

    List<EvidencePoint> points() {
        return List.copyOf(points);
    }
}

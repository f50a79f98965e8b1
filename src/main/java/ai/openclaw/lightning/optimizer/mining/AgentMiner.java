package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.optimizer.Family;
import ai.openclaw.lightning.optimizer.LearnerMemory.AgentMemory;
import ai.openclaw.lightning.optimizer.LearnerMemory.Claim;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import ai.openclaw.lightning.optimizer.RulesInEffect;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import ai.openclaw.lightning.optimizer.TraceStart;
import ai.openclaw.lightning.optimizer.stats.HashedText;
import ai.openclaw.lightning.optimizer.stats.PrognosticScore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything learned about one agent. It keeps two sets of tables. One compares within task keys, and only this one
 * yields claims. The other compares within the prognostic score of the first message, for hints without task keys.
 */
final class AgentMiner {

    private static final long FIRST_REFIT = 10;

    private final OptimizerSettings settings;
    private final Vocabulary vocabulary;
    private final Map<String, KnownTrace> traces = new LinkedHashMap<>();
    private final Map<String, Integer> scoreStrata = new HashMap<>();
    private final Map<String, Integer> taskSizes = new HashMap<>();
    private final Map<Visit, Visit> distinctVisits = new HashMap<>();
    private final ArgumentVisits arguments = new ArgumentVisits();
    private final TerminalTools tools = new TerminalTools();
    private final ClaimLedger claims = new ClaimLedger();
    private PatternTables byTask = new PatternTables();
    private PatternTables byScore = new PatternTables();
    private PrognosticScore score = PrognosticScore.unknown();
    private Set<String> terminal = Set.of();
    private long nextRefit = FIRST_REFIT;
    private long scored;
    private double scoredSum;
    private long keyed;
    private long comparable;
    private long keyedSeen;
    private int looksDone;
    private long lastOrder = Long.MIN_VALUE;
    private long oldUntil = Long.MIN_VALUE;

    AgentMiner(OptimizerSettings settings, Vocabulary vocabulary) {
        this.settings = settings;
        this.vocabulary = vocabulary;
    }

    void restore(AgentMemory memory) {
        keyedSeen = memory.keyedSeen();
        looksDone = memory.looksDone();
        oldUntil = memory.lastOrder();
        claims.restore(memory.claims());
    }

    AgentMemory memory() {
        return new AgentMemory(keyedSeen, looksDone, Math.max(lastOrder, oldUntil), claims.all());
    }

    void learn(ScoredTrace trace) {
        KnownTrace known = KnownTrace.of(trace, visits(trace, !traces.containsKey(trace.traceId())));
        KnownTrace before = traces.put(known.traceId(), known);
        if (before == null) {
            tools.count(trace.calls(), vocabulary);
        } else if (before.isScored()) {
            count(-1, before);
        }
        lastOrder = Math.max(lastOrder, known.order());
        if (!known.isScored()) {
            return;
        }
        scoreStrata.computeIfAbsent(known.traceId(), id -> score.stratum(known.message()));
        count(1, known);
        boolean newlyScored = before == null || !before.isScored();
        if (newlyScored && known.isKeyed() && known.order() > oldUntil) {
            keyedSeen++;
        }
        boolean lookDue = keyedSeen >= LookSchedule.dueAt(looksDone);
        if (scored >= nextRefit || lookDue) {
            refit();
        }
        if (lookDue) {
            look();
        }
    }

    /** Most traces visit the same few states in the same few ways: equal visits are kept once. */
    private List<Visit> visits(ScoredTrace trace, boolean isNew) {
        List<Visit> kept = new ArrayList<>();
        List<Visit> all = Visit.of(trace.calls(), settings.stepsMax(), settings.families(), vocabulary);
        if (settings.families().contains(Family.ARGUMENT_SHAPES)) {
            all.addAll(arguments.of(trace.calls(), isNew, vocabulary));
        }
        for (Visit visit : all) {
            Visit same = distinctVisits.get(visit);
            if (same != null) {
                kept.add(same);
            } else if (vocabulary.takesIn(visit)) {
                distinctVisits.put(visit, visit);
                kept.add(visit);
            }
        }
        return kept;
    }

    private void count(int by, KnownTrace trace) {
        scored += by;
        scoredSum += by * trace.outcome();
        if (trace.isKeyed()) {
            keyed += by;
            int size = taskSizes.merge(trace.taskStratum(), by, Integer::sum);
            // The second trace of a task makes the first one comparable too, and losing it undoes both.
            int pivot = by > 0 ? size : size + 1;
            comparable += pivot == 2 ? 2 * by : pivot > 2 ? by : 0;
            byTask.count(by, trace, trace.taskStratum(), terminal);
        }
        byScore.count(by, trace, scoreStratum(trace), terminal);
    }

    private String scoreStratum(KnownTrace trace) {
        return scoreStratum(scoreStrata.get(trace.traceId()), trace.conditions());
    }

    private static String scoreStratum(int group, String conditions) {
        return TraceStart.stratum("score group " + group, conditions);
    }

    /** Recomputes strata, terminal tools and all sums, which also removes rounding errors. */
    private void refit() {
        while (nextRefit <= scored) {
            nextRefit *= 2;
        }
        List<HashedText> texts = new ArrayList<>();
        List<KnownTrace> learned =
                traces.values().stream().filter(KnownTrace::isScored).toList();
        learned.forEach(trace -> texts.add(trace.message()));
        score = PrognosticScore.fit(
                texts, learned.stream().mapToDouble(KnownTrace::outcome).toArray());
        terminal = tools.current();
        byTask = new PatternTables();
        byScore = new PatternTables();
        for (KnownTrace trace : learned) {
            scoreStrata.put(trace.traceId(), score.stratum(trace.message()));
            if (trace.isKeyed()) {
                byTask.count(1, trace, trace.taskStratum(), terminal);
            }
            byScore.count(1, trace, scoreStratum(trace), terminal);
        }
    }

    private void look() {
        for (Claim claim : claims.unreplicated()) {
            claims.tryToReplicate(claim, patternAfter(claim));
        }
        claims.look(byTask.patterns(support(keyed)), LookSchedule.q(looksDone), lastOrder, keyedSeen);
        looksDone++;
    }

    private Pattern patternAfter(Claim claim) {
        PatternTables later = new PatternTables();
        for (KnownTrace trace : traces.values()) {
            if (trace.isKeyed() && trace.order() > claim.madeAtOrder()) {
                later.count(1, trace, trace.taskStratum(), terminal);
            }
        }
        return later.patterns(1).stream()
                .filter(pattern -> pattern.key().equals(claim.pattern()))
                .findFirst()
                .orElse(null);
    }

    private long support(long count) {
        return Math.max(settings.supportMin(), (long) Math.ceil(settings.supportShare() * count));
    }

    /** The tables that suggestions come from: task keys if they make at least half of the traces comparable. */
    private PatternTables compared() {
        return comparesWithinTasks() ? byTask : byScore;
    }

    /** The suggestions for an agent that has these rules, the best first. */
    List<Finding> findings(RulesInEffect rules) {
        HeldRules held = HeldRules.of(rules, compared().seen());
        Set<String> preferred = new HashSet<>(claims.keys());
        preferred.addAll(held.patterns());
        List<Pattern> patterns = Pattern.merged(compared().patterns(support(scored)), preferred);
        return Finding.ranked(patterns, claims, held.judgedBy(patterns), scored);
    }

    boolean comparesWithinTasks() {
        return 2 * comparable >= scored && comparable > 0;
    }

    String stratum(TraceStart start) {
        return start.taskKey() != null
                ? start.stratum()
                : scoreStratum(score.stratum(HashedText.of(start.firstMessage())), start.conditions());
    }

    int traceCount() {
        return traces.size();
    }

    long scoredCount() {
        return scored;
    }

    double meanOutcome() {
        return scored == 0 ? 0.5 : scoredSum / scored;
    }

    boolean hasTaskKeys() {
        return keyed > 0;
    }

    int looksDone() {
        return looksDone;
    }

    /** The current outcome of a trace; null when it is unknown. */
    Double outcome(String traceId) {
        KnownTrace trace = traces.get(traceId);
        return trace == null ? null : trace.outcome();
    }
}

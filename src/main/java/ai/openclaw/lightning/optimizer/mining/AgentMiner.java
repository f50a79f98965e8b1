package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.optimizer.Family;
import ai.openclaw.lightning.optimizer.LearnerMemory.AgentMemory;
import ai.openclaw.lightning.optimizer.LearnerMemory.Claim;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import ai.openclaw.lightning.optimizer.RulesInEffect;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import ai.openclaw.lightning.optimizer.TraceStart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything learned about one agent. */
final class AgentMiner {

    private static final long FIRST_REFIT = 10;
    private static final long SECOND_REFIT = 25;

    private final OptimizerSettings settings;
    private final Vocabulary vocabulary;
    private final Map<String, KnownTrace> traces = new LinkedHashMap<>();
    private final Map<Visit, Visit> distinctVisits = new HashMap<>();
    private final ArgumentVisits arguments = new ArgumentVisits();
    private final CallEnds callEnds = new CallEnds();
    private final TerminalTools tools = new TerminalTools();
    private final ClaimLedger claims = new ClaimLedger();
    private final Copies copies = new Copies();
    private final SharedCalls sharedCalls = new SharedCalls();
    private final Cells cells;
    private Comparisons comparisons;
    private long nextRefit = FIRST_REFIT;
    private long outcomes;
    private long keyedSeen;
    private long leftOutSeen;
    private int looksDone;
    private long lastOrder = Long.MIN_VALUE;
    private long oldUntil = Long.MIN_VALUE;

    AgentMiner(OptimizerSettings settings, Vocabulary vocabulary, Cells cells) {
        this.settings = settings;
        this.vocabulary = vocabulary;
        this.cells = cells;
        this.comparisons = Comparisons.none(cells);
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
        boolean wasScored = before != null && before.isScored();
        outcomes += (known.isScored() ? 1 : 0) - (wasScored ? 1 : 0);
        if (before == null) {
            tools.count(trace.calls(), vocabulary);
            sharedCalls.add(known);
        } else {
            comparisons.remove(before);
        }
        lastOrder = Math.max(lastOrder, known.order());
        if (!known.isScored()) {
            return;
        }
        boolean isNews = !wasScored && known.order() > oldUntil && comparisons.isComparable(known);
        boolean otherCopiesCount = copies.note(known);
        if (copies.leavesOut(known)) {
            leftOutSeen += isNews ? 1 : 0;
        } else {
            keyedSeen += isNews ? 1 : 0;
            comparisons.add(known);
        }
        // By the number of outcomes alone, so that it is the same after a restart, and with task keys or without.
        if (outcomes >= nextRefit || otherCopiesCount) {
            refit();
        }
        if (keyedSeen >= LookSchedule.dueAt(looksDone)) {
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
        all.addAll(callEnds.of(trace.calls(), isNew, settings.families(), vocabulary));
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

    /** Recomputes strata, terminal tools and all sums, which also removes rounding errors. */
    private void refit() {
        while (nextRefit <= outcomes) {
            nextRefit = nextRefit < SECOND_REFIT ? SECOND_REFIT : 2 * nextRefit;
        }
        List<KnownTrace> learned = traces.values().stream()
                .filter(trace -> trace.isScored() && !copies.leavesOut(trace))
                .sorted(Comparator.comparingLong(KnownTrace::order))
                .toList();
        comparisons.release();
        comparisons = Comparisons.none(cells); // the memory does not hold both
        comparisons = Comparisons.refitted(learned, tools.current(), cells);
        if (learned.size() == outcomes) {
            keyedSeen += leftOutSeen;
            leftOutSeen = 0;
        }
    }

    private void look() {
        Comparison basis = comparisons.claimed();
        for (Claim claim : claims.unreplicated()) {
            claims.tryToReplicate(claim, patternAfter(claim, basis));
        }
        List<Pattern> supported = basis.tables().patterns(support(basis.comparable()));
        claims.look(supported, LookSchedule.q(looksDone), lastOrder, keyedSeen);
        looksDone++;
    }

    private Pattern patternAfter(Claim claim, Comparison basis) {
        Comparison later = basis.of(traces.values().stream()
                .filter(trace -> trace.order() > claim.madeAtOrder())
                .toList());
        return later.tables().patterns(1).stream()
                .filter(pattern -> pattern.key().equals(claim.pattern()))
                .findFirst()
                .orElse(null);
    }

    private long support(long count) {
        return Math.max(settings.supportMin(), (long) Math.ceil(settings.supportShare() * count));
    }

    /** The suggestions for an agent that has these rules, the best first. */
    List<Finding> findings(RulesInEffect rules) {
        HeldRules held = HeldRules.of(rules, tables().seen());
        Set<String> preferred = new HashSet<>(claims.keys());
        preferred.addAll(held.patterns());
        List<Pattern> patterns = patterns(preferred);
        List<Pattern> own = sharedCalls.withoutShadows(patterns, claims.keys(), tools.current());
        return Finding.ranked(own, claims, held.judgedBy(patterns), scoredCount());
    }

    /** What there are enough traces about, each decision once. */
    List<Pattern> patterns(Set<String> preferred) {
        return Pattern.merged(tables().patterns(support(scoredCount())), preferred);
    }

    PatternTables tables() {
        return comparisons.compared().tables();
    }

    /** Whether a rule may ask for this tool: the agent has it, and it does not end its traces. */
    boolean mayBeAskedFor(String tool) {
        return tools.know(tool) && !tools.current().contains(tool);
    }

    /** In which way its traces are compared. */
    Basis basis() {
        return comparisons.basis();
    }

    String stratum(TraceStart start) {
        return comparisons.stratum(start);
    }

    /** The latest trace of a stratum of the {@link #tables}; null where none is known. */
    String latestOf(String stratum) {
        return comparisons.compared().latest(stratum);
    }

    int traceCount() {
        return traces.size();
    }

    long scoredCount() {
        return comparisons.scored();
    }

    double meanOutcome() {
        return comparisons.meanOutcome();
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

package ai.openclaw.lightning.otlp;

import ai.openclaw.lightning.http.exchange.Refusal;
import ai.openclaw.lightning.intake.otlp.Group;
import ai.openclaw.lightning.intake.otlp.Item;
import ai.openclaw.lightning.intake.otlp.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What came over OTLP and waits for the rest of its trace: limited in groups, in bytes and in time. What is taken is in the
 * journal before it is answered. Thread-safe; each method may wait for the disk.
 */
final class OpenTraces implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenTraces.class);

    /** How long a call waits for the rest of its trace before it is shown without. */
    private static final long PART_MS = 60_000;

    /** How long it is remembered what was stored, for spans that come late or again. */
    private static final long FORGET_MS = 600_000;

    private static final int GROUPS_MAX = 1_000;
    private static final int ITEMS_MAX = 5_000;
    private static final long BYTES_MAX = 4L << 20;

    private final Group.Timing timing;
    private final OtlpCounters counters;
    private final Journal journal;
    private final Map<String, Group> groups = new LinkedHashMap<>();

    OpenTraces(OtlpSettings settings, OtlpCounters counters) {
        this.timing = new Group.Timing(settings.graceMs(), PART_MS, settings.idleMs());
        this.counters = counters;
        this.journal = new Journal(settings.file());
    }

    /** What is due of one group. */
    record Due(Group group, List<Step> steps) {}

    /** Takes up what the last bridge left. */
    synchronized void resume(long now) {
        try {
            if (journal.exists()) {
                journal.read().forEach(item -> group(item).add(item, now, timing));
            }
        } catch (IOException e) {
            LOG.error("spans that waited for the rest of their traces can't be read: {}", e.toString());
        }
    }

    private Group group(Item item) {
        return groups.computeIfAbsent(item.group(), Group::new);
    }

    /** Takes what is news, or throws a refusal and takes nothing. */
    synchronized void add(List<Item> items, long now) {
        if (bytes() > 2 * BYTES_MAX) {
            throw Refusal.busy("too many spans wait to be stored; try again later");
        }
        List<Item> news = items.stream()
                .filter(item -> !groups.containsKey(item.group())
                        || groups.get(item.group()).lacks(item))
                .toList();
        if (news.isEmpty()) {
            return;
        }
        try {
            journal.add(news);
        } catch (IOException e) {
            LOG.error("spans can't be kept: {}", e.toString());
            throw Refusal.withHeader(503, "spans can't be kept now; try again later", "Retry-After", "5");
        }
        for (Item item : news) {
            Group group = group(item);
            if (group.isTold()) {
                counters.late();
            }
            group.add(item, now, timing);
        }
    }

    private long bytes() {
        return groups.values().stream().mapToLong(Group::bytes).sum();
    }

    /** What is to be stored now; each must be answered by {@link #stored} or asked for again. */
    synchronized List<Due> due(long now) {
        forget(now);
        List<Due> due = new ArrayList<>();
        long over = bytes() - BYTES_MAX;
        int tooMany = groups.size() - GROUPS_MAX;
        for (Group group : groups.values()) { // the oldest first
            boolean full = !group.isQuiet() && (over > 0 || tooMany > 0 || group.size() > ITEMS_MAX);
            if (!full && !group.mayBeDue(now)) {
                continue;
            }
            List<Step> steps = group.due(now, timing, full);
            over -= full ? group.bytes() : 0;
            tooMany -= full ? 1 : 0;
            due.add(new Due(group, steps));
        }
        return due;
    }

    private void forget(long now) {
        int[] left = {groups.size() - GROUPS_MAX};
        groups.values()
                .removeIf(group -> group.isQuiet()
                        && (left[0]-- > 0 || now - group.changedAt() > FORGET_MS || group.size() > ITEMS_MAX));
    }

    /** These are stored, or there was nothing to store. */
    synchronized void stored(Due due) {
        due.group().stored();
        if (due.group().isQuiet()) {
            try {
                journal.told(due.group().name());
            } catch (IOException e) {
                LOG.warn("a stored trace may be stored again after a restart, which changes nothing: {}", e.toString());
            }
        }
    }

    synchronized void everySecond() {
        boolean empty = groups.values().stream().allMatch(Group::isQuiet);
        try {
            journal.everySecond(empty, this::open);
        } catch (IOException e) {
            LOG.warn("the file of spans that wait can't be written: {}", e.toString());
        }
    }

    private Collection<Item> open() {
        return groups.values().stream().flatMap(group -> group.open().stream()).toList();
    }

    @Override
    public synchronized void close() {
        try {
            journal.close();
        } catch (IOException e) {
            LOG.warn("the file of spans that wait can't be closed: {}", e.toString());
        }
    }
}

package ai.openclaw.lightning.otlp;

import ai.openclaw.lightning.http.exchange.Refusal;
import ai.openclaw.lightning.intake.otlp.Group;
import ai.openclaw.lightning.intake.otlp.Item;
import ai.openclaw.lightning.intake.otlp.Step;
import ai.openclaw.lightning.model.FailureSite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
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
    private static final long BYTES_MAX = 3L << 20;

    /** Of what is stored and only remembered. */
    private static final long REMEMBERED_BYTES_MAX = 1L << 19;

    private final Group.Timing timing;
    private final OtlpCounters counters;
    private final Journal journal;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private long bytes;

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
                journal.read().forEach(item -> take(item, now));
            }
        } catch (IOException e) {
            LOG.error("spans that waited for the rest of their traces can't be read: {}", e.toString());
        }
    }

    private void take(Item item, long now) {
        Group group = groups.computeIfAbsent(item.group(), Group::new);
        if (group.isTold()) {
            counters.late();
        }
        bytes -= group.bytes();
        group.add(item, now, timing);
        bytes += group.bytes();
    }

    /** Takes what is news, or throws a refusal and takes nothing. */
    synchronized void add(List<Item> items, long now) {
        if (bytes > 2 * BYTES_MAX) {
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
        news.forEach(item -> take(item, now));
    }

    /** Whether something should be stored at once. */
    synchronized boolean isFull() {
        return bytes > BYTES_MAX + REMEMBERED_BYTES_MAX;
    }

    /** What is to be stored now; each must be answered by {@link #stored} or asked for again. */
    synchronized List<Due> due(long now) {
        forget(now);
        List<Due> due = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        long left = bytes;
        int count = groups.size();
        for (Group group : groups.values()) { // the oldest first
            boolean open = !group.isQuiet();
            Group.Need need = !open ? Group.Need.USUAL : need(left, count, group.size());
            if (need == Group.Need.USUAL && !group.mayBeDue(now)) {
                continue;
            }
            List<Step> steps = stepsOf(group, now, need);
            if (steps == null) {
                broken.add(group.name());
                continue;
            }
            due.add(new Due(group, steps));
            left -= need == Group.Need.USUAL ? 0 : group.bytes();
            count -= need == Group.Need.USUAL ? 0 : 1;
        }
        broken.forEach(name -> bytes -= groups.remove(name).bytes());
        return due;
    }

    /** Null for a group that nothing can be made of, such as one from a damaged file: it must not hold up the others. */
    private List<Step> stepsOf(Group group, long now, Group.Need need) {
        try {
            return group.due(now, timing, need);
        } catch (RuntimeException broken) {
            LOG.error("spans of one trace are given up: {}", FailureSite.of(broken));
            return null;
        }
    }

    private static Group.Need need(long bytes, int groups, int items) {
        if (bytes > BYTES_MAX * 3 / 2 || items > ITEMS_MAX) {
            return Group.Need.ALL;
        }
        return bytes > BYTES_MAX || groups > GROUPS_MAX ? Group.Need.HURRY : Group.Need.USUAL;
    }

    /** Those that were stored first. */
    private void forget(long now) {
        long remembered = groups.values().stream()
                .filter(Group::isQuiet)
                .mapToLong(Group::bytes)
                .sum();
        for (Iterator<Group> each = groups.values().iterator(); each.hasNext(); ) {
            Group group = each.next();
            boolean goes = remembered > REMEMBERED_BYTES_MAX
                    || groups.size() > GROUPS_MAX
                    || now - group.changedAt() > FORGET_MS
                    || group.size() > ITEMS_MAX;
            if (group.isQuiet() && goes) {
                remembered -= group.bytes();
                bytes -= group.bytes();
                each.remove();
            }
        }
    }

    /** These are stored, or there was nothing to store. */
    synchronized void stored(List<Due> all) {
        all.forEach(this::stored);
    }

    private void stored(Due due) {
        Group group = due.group();
        bytes -= group.bytes();
        group.stored();
        bytes += group.bytes();
        if (group.isQuiet()) {
            try {
                journal.told(group.name());
            } catch (IOException e) {
                LOG.warn("a stored trace may be stored again after a restart, which changes nothing: {}", e.toString());
            }
        }
    }

    /** Brings the journal to the disk. */
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
        everySecond();
        try {
            journal.close();
        } catch (IOException e) {
            LOG.warn("the file of spans that wait can't be closed: {}", e.toString());
        }
    }
}

package ai.openclaw.lightning.otlp;

import ai.openclaw.lightning.http.exchange.Refusal;
import ai.openclaw.lightning.intake.otlp.Group;
import ai.openclaw.lightning.intake.otlp.PackedItem;
import ai.openclaw.lightning.intake.otlp.Telling;
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
 * journal before it is answered. Thread-safe; all methods but {@link #room}, {@link #isFlood} and {@link #lookAt}
 * may wait for the disk.
 */
final class OpenTraces implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenTraces.class);

    /** How long a call waits for the rest of its trace before it is shown without. */
    private static final long PART_MS = 60_000;

    /** How long it is remembered what was stored, for spans that come late or again. */
    private static final long FORGET_MS = 600_000;

    private static final int ITEMS_MAX = 5_000;

    /** Above this hurry was not enough. */
    private static final long BYTES_MAX = Flood.BYTES * 5 / 4;

    private final Group.Timing timing;
    private final OtlpCounters counters;
    private final Journal journal;

    /** Those that have something to say; the one that changed least recently is the first. */
    private final Map<String, Group> open = new LinkedHashMap<>();

    /** Those that said all; the one that was stored first is the first. */
    private final Map<String, Group> remembered = new LinkedHashMap<>();

    private long bytes;
    private long rememberedBytes;

    /** Of those that hurry brings nothing. */
    private long settledBytes;

    private final Flood flood = new Flood();

    /** When the next group may have something to tell. */
    private volatile long lookAt = Long.MAX_VALUE;

    OpenTraces(OtlpSettings settings, OtlpCounters counters) {
        this.timing = new Group.Timing(settings.graceMs(), PART_MS, settings.idleMs());
        this.counters = counters;
        this.journal = new Journal(settings.file());
    }

    /** Takes up what the last bridge left. */
    synchronized void resume(long now) {
        try {
            if (journal.exists()) {
                journal.read().forEach(item -> take(item, now));
            }
        } catch (IOException e) {
            LOG.error("spans that waited for the rest of their traces can't be read: {}", e.toString());
        }
        changedAll();
    }

    private void take(PackedItem item, long now) {
        Group group = open.remove(item.group());
        if (group != null) {
            bytes -= group.bytes();
        } else {
            group = remembered.remove(item.group());
            rememberedBytes -= group == null ? 0 : group.bytes();
            group = group == null ? new Group(item.group()) : group;
        }
        if (group.lacks(item)) { // one request may say it twice
            if (group.isTold()) {
                counters.late();
            }
            group.add(item, now, timing);
        }
        open.put(group.name(), group);
        bytes += group.bytes();
        lookAt = Math.min(lookAt, group.lookAt());
    }

    /** Takes what is news, or throws a refusal and takes nothing. */
    synchronized void add(List<PackedItem> items, long now) {
        List<PackedItem> news = items.stream().filter(this::lacks).toList();
        if (news.isEmpty()) {
            return;
        }
        Flood.requireRoom(bytes);
        try {
            journal.add(news);
        } catch (IOException e) {
            LOG.error("spans can't be kept: {}", e.toString());
            throw Refusal.withHeader(503, "spans can't be kept now; try again later", "Retry-After", "5");
        }
        news.forEach(item -> take(item, now));
        flood.changed(bytes, settledBytes, open.size());
    }

    /** To look at all of them for each request would cost more than to store them. */
    private void changedAll() {
        settledBytes = 0;
        lookAt = Long.MAX_VALUE;
        for (Group group : open.values()) {
            settledBytes += group.isHurried() ? group.bytes() : 0;
            lookAt = Math.min(lookAt, group.lookAt());
        }
        flood.changed(bytes, settledBytes, open.size());
    }

    private boolean lacks(PackedItem item) {
        Group group = open.getOrDefault(item.group(), remembered.get(item.group()));
        return group == null || group.lacks(item);
    }

    /** How many bytes may be on their way. */
    long room() {
        return flood.room();
    }

    /** Whether something should be stored at once. */
    boolean isFlood() {
        return flood.isOn();
    }

    /** When {@link #due} may have something new, epoch milliseconds. */
    long lookAt() {
        return lookAt;
    }

    /** What a group tells now. */
    record Due(Group group, Telling telling) {}

    /** What is to be stored now; {@link #stored} must follow before this is asked again. */
    synchronized List<Due> due(long now) {
        forget(now);
        Map<Group, Group.Need> due = new LinkedHashMap<>();
        long left = bytes;
        long enough = flood.enough(bytes);
        int count = open.size();
        for (Group group : open.values()) {
            boolean hurry = (left > enough || count > Flood.GROUPS_MAX) && !group.isHurried();
            if (group.size() > ITEMS_MAX) {
                due.put(group, Group.Need.ALL);
            } else if (hurry) {
                due.put(group, Group.Need.HURRY);
                left -= group.bytes();
                count--;
            } else if (group.mayBeDue(now)) {
                due.put(group, Group.Need.USUAL);
            }
        }
        for (Iterator<Group> each = open.values().iterator(); each.hasNext() && left > BYTES_MAX; ) {
            Group group = each.next();
            left -= due.put(group, Group.Need.ALL) == Group.Need.HURRY ? 0 : group.bytes();
        }
        return due.entrySet().stream()
                .map(each -> new Due(each.getKey(), each.getKey().telling(now, timing, each.getValue())))
                .toList();
    }

    /** Nothing can be made of that group, such as one from a damaged file. It must not hold up the others. */
    synchronized void giveUp(Group group, RuntimeException broken) {
        LOG.error("spans of one trace are given up: {}", FailureSite.of(broken));
        bytes -= group.bytes();
        open.remove(group.name());
        changedAll();
    }

    private void forget(long now) {
        for (Iterator<Group> each = remembered.values().iterator(); each.hasNext(); ) {
            Group group = each.next();
            if (rememberedBytes <= flood.remembered()
                    && remembered.size() <= Flood.GROUPS_MAX
                    && now - group.changedAt() <= FORGET_MS) {
                return;
            }
            rememberedBytes -= group.bytes();
            each.remove();
        }
    }

    /** These are stored, or there was nothing to store. */
    synchronized void stored(List<Due> all) {
        List<String> told = new ArrayList<>();
        for (Due due : all) {
            Group group = due.group();
            bytes -= group.bytes();
            group.stored(due.telling());
            if (group.isQuiet()) {
                open.remove(group.name());
                remembered.put(group.name(), group);
                rememberedBytes += group.bytes();
                told.add(group.name());
            } else {
                bytes += group.bytes();
            }
        }
        changedAll();
        try {
            journal.told(told);
        } catch (IOException e) {
            LOG.warn("stored traces may be stored again after a restart, which changes nothing: {}", e.toString());
        }
    }

    /** Brings the journal to the disk; meanwhile more can be added. */
    void everySecond() {
        try {
            EntryFile changed = tidied();
            if (changed != null) {
                changed.sync();
            }
        } catch (IOException e) {
            LOG.warn("the file of spans that wait can't be written: {}", e.toString());
        }
    }

    private synchronized EntryFile tidied() throws IOException {
        return journal.tidied(open.isEmpty(), this::open);
    }

    private Collection<PackedItem> open() {
        return open.values().stream().flatMap(group -> group.open().stream()).toList();
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

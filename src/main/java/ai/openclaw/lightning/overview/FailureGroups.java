package ai.openclaw.lightning.overview;

import ai.openclaw.lightning.model.FailureGroup;
import ai.openclaw.lightning.model.FailureSample;
import ai.openclaw.lightning.model.FailureSample.Failed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Failures put together by the tool and by the first line of the error. What differs from one run to the next, numbers
 * and ids, does not count: "line 12" and "line 40" are one failure to a person.
 */
final class FailureGroups {

    private static final Pattern VARYING = Pattern.compile("\\b(?:0x)?(?=\\w*[0-9])[0-9a-fA-F-]{8,}\\b|[0-9]+");

    private final Map<Alike, Group> groups = new LinkedHashMap<>();

    /** Most failures say what others said, letter by letter. */
    private final Map<String, String> alike = new HashMap<>();

    private record Alike(String tool, String text) {}

    private FailureGroups() {}

    private static final class Group {

        private final Failed latest;
        private final Set<String> traces = new HashSet<>();
        private long count;

        private Group(Failed latest) {
            this.latest = latest;
        }
    }

    /** The groups with the most failures first, so many of them. Takes tens of milliseconds for a sample of thousands. */
    static List<FailureGroup> of(FailureSample sample, int limit) {
        FailureGroups all = new FailureGroups();
        sample.runs().forEach(all::add);
        sample.calls().forEach(all::add);
        List<FailureGroup> found = new ArrayList<>();
        all.groups.values().forEach(group -> found.add(shown(group)));
        found.sort(Comparator.comparingLong(FailureGroup::count)
                .thenComparingLong(FailureGroup::lastStart)
                .reversed());
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }

    private void add(Failed failed) {
        String text =
                failed.text() == null ? null : alike.computeIfAbsent(failed.text(), FailureGroups::withoutNumbers);
        // The sample has the latest trace first, so whoever founds a group is its latest.
        Group group = groups.computeIfAbsent(new Alike(failed.tool(), text), first -> new Group(failed));
        group.count++;
        group.traces.add(failed.traceId());
    }

    private static String withoutNumbers(String text) {
        String line = firstLine(text);
        Matcher varying = VARYING.matcher(line);
        StringBuilder without = new StringBuilder(line.length());
        int copied = 0;
        while (varying.find(wordWithDigit(line, copied))) {
            without.append(line, copied, varying.start()).append('#');
            copied = varying.end();
        }
        return without.append(line, copied, line.length()).toString();
    }

    /** Where the next one begins, or the end of the text: a pattern would try each letter of the words between. */
    private static int wordWithDigit(String text, int from) {
        int begin = from;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c >= '0' && c <= '9') {
                return begin;
            }
            if (!Character.isLetter(c) && c != '_') {
                begin = at + 1;
            }
        }
        return text.length();
    }

    private static FailureGroup shown(Group group) {
        Failed latest = group.latest;
        return new FailureGroup(
                latest.tool(),
                firstLine(latest.text()),
                group.count,
                group.traces.size(),
                latest.traceId(),
                latest.startTime());
    }

    /** The first line with anything on it. */
    private static String firstLine(String text) {
        return text == null
                ? null
                : text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .findFirst()
                        .orElse("");
    }
}

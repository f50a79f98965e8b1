package ai.openclaw.lightning.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * An atomic proposed prompt edit with its evidence, grade and status.
 *
 * @param id the same for the same edit of the same agent, however often it is found
 * @param optimizer the name of the optimizer that found it
 * @param replaces the id of the suggestion whose rule it removes or replaces; null for an added rule
 * @param text the rule, made from a template; empty for {@code remove_rule}
 * @param agentId the agent it is meant for; null for the agent without a name
 * @param tools the tool names that the text mentions, the one that it asks for last
 * @param trigger the situation it speaks about; null for a rule about every trace
 * @param history every change of status, the oldest first
 */
public record Suggestion(
        String id,
        String optimizer,
        Kind kind,
        String replaces,
        String text,
        String agentId,
        List<String> tools,
        Trigger trigger,
        Grade grade,
        Status status,
        SuggestionEvidence evidence,
        List<StatusChange> history) {

    public Suggestion {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(optimizer, "optimizer");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(grade, "grade");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(evidence, "evidence");
        tools = List.copyOf(tools);
        history = List.copyOf(history);
        boolean refersToRule = kind == Kind.REMOVE_RULE || kind == Kind.REPLACE_RULE;
        if (refersToRule != (replaces != null)) {
            throw new IllegalArgumentException(kind.jsonName() + " and replaces do not fit together");
        }
    }

    /** A rule about every trace. */
    public Suggestion(
            String id,
            String optimizer,
            Kind kind,
            String replaces,
            String text,
            String agentId,
            List<String> tools,
            Grade grade,
            Status status,
            SuggestionEvidence evidence,
            List<StatusChange> history) {
        this(id, optimizer, kind, replaces, text, agentId, tools, null, grade, status, evidence, history);
    }

    /** What the edit does. */
    public enum Kind {
        ADD_RULE,
        REMOVE_RULE,
        REPLACE_RULE,
        TOOL_HINT;

        /** The name on the wire and in the database. */
        public String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How strong the evidence is, the weakest first. Never a percentage; docs/optimizer.md says what each grade
     * promises.
     */
    public enum Grade {
        HINT,
        ASSOCIATION,
        REPLICATED,
        REFUTED,
        VERIFIED;

        /** The name on the wire and in the database. */
        public String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The stage of its life. */
    public enum Status {
        PROPOSED,
        ACCEPTED,
        REJECTED,
        IN_EXPERIMENT,
        ADOPTED,
        ROLLED_BACK,
        REFUTED,
        RETIRED;

        /** The name on the wire and in the database. */
        public String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return jsonName();
        }
    }

    /** The tool that the rule is about in the end; null where it names none. */
    public String askedFor() {
        return tools.isEmpty() ? null : tools.get(tools.size() - 1);
    }

    /** The same edit with newer findings: grade and evidence of the newer one, life of this one. */
    public Suggestion withFindings(Suggestion newer) {
        return new Suggestion(
                id,
                optimizer,
                kind,
                replaces,
                text,
                agentId,
                tools,
                trigger,
                newer.grade,
                status,
                newer.evidence,
                history);
    }

    /** The same edit with its grade lowered to a hint at most. */
    public Suggestion asHint(String gradeReason) {
        return grade == Grade.HINT
                ? this
                : new Suggestion(
                        id,
                        optimizer,
                        kind,
                        replaces,
                        text,
                        agentId,
                        tools,
                        trigger,
                        Grade.HINT,
                        status,
                        evidence.withGradeReason(gradeReason),
                        history);
    }

    /** The same edit after a change of status; the grade changes with the verdict of an experiment. */
    public Suggestion withStatus(StatusChange change, Grade newGrade) {
        List<StatusChange> longer = new ArrayList<>(history);
        longer.add(change);
        return new Suggestion(
                id, optimizer, kind, replaces, text, agentId, tools, trigger, newGrade, change.to(), evidence, longer);
    }
}

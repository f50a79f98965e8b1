package ai.openclaw.lightning.model;

import java.util.Locale;

/**
 * Who says how a trace went, the most trusted first. Sources are never mixed: the outcome of a trace is the newest
 * value of the first source, in this order, that gave one. The last four do not judge, see {@link #isJudge}.
 */
public enum RewardSource {
    USER,
    CHECKER,
    CLIENT,
    /** The session end itself; never sent as the source of a reward. */
    END,
    AGENT,
    HEURISTIC,
    /** What ran the agent saw how the run ended: with an error, or without one. */
    ENDED;

    private final String jsonName = name().toLowerCase(Locale.ROOT);

    /**
     * Whether this source knows how the trace went, and not only that it ended. Agents report success at nearly every
     * end. So among the sources that do not judge, a failure counts more than a success.
     */
    public boolean isJudge() {
        return compareTo(END) < 0;
    }

    /** Whether somebody says how the trace went: a judge, or the client at its end. Others only leave signs of it. */
    public boolean isExplicit() {
        return compareTo(END) <= 0;
    }

    /** The name on the wire and in the database. */
    public String jsonName() {
        return jsonName;
    }

    /** The source of that name, or null when there is none. */
    public static RewardSource ofJsonName(String name) {
        for (RewardSource source : values()) {
            if (source.jsonName.equals(name)) {
                return source;
            }
        }
        return null;
    }
}

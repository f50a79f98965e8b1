package ai.openclaw.lightning.demo;

/**
 * What a simulated agent works at, what it does by itself, and what comes of it. Each habit has one decision in it that
 * goes along with success; only for one of the two it is also what success comes from.
 */
public enum Habit {

    /** Reading the file after a failed test helps. Left alone, the agent does so in one case of three. */
    REPAIRS("demo-coder", "The tests fail on leap days, please fix the date parser") {
        @Override
        boolean work(SimulatedSession session) {
            boolean hasRead = false;
            for (int round = 1; round <= ROUNDS_MAX; round++) {
                boolean fixed = session.chance(hasRead ? 0.75 : 0.12);
                session.succeeds("edit_file", "path", "dates.py");
                if (fixed) {
                    session.succeeds("run_tests", "path", "tests/");
                    return true;
                }
                session.fails("run_tests", "path", "tests/", "AssertionError: 1 test failed");
                if (!hasRead && session.decides("read_file", session.chance(0.33))) {
                    session.succeeds("read_file", "path", "dates.py");
                    hasRead = true;
                }
            }
            return false;
        }
    },

    /**
     * An answer that a check refuses is made shorter when the question is easy, and taken to a colleague when it is hard.
     * So those who shorten do better, and an agent that is told to always shorten does worse.
     */
    ANSWERS("demo-clerk", "A customer asks why her invoice is higher than last month") {
        @Override
        boolean work(SimulatedSession session) {
            session.succeeds("write_answer", "to", "customer");
            if (session.chance(0.2)) {
                session.succeeds("check_answer", "to", "customer");
                return session.chance(0.9);
            }
            session.fails("check_answer", "to", "customer", "too long for an answer");
            boolean easy = session.chance(0.4);
            boolean shortens = session.decides("shorten_answer", easy);
            session.succeeds(shortens ? "shorten_answer" : "ask_colleague", "about", "invoice");
            session.succeeds("check_answer", "to", "customer");
            return session.chance(easy ? 0.95 : shortens ? 0.05 : 0.65);
        }
    };

    private static final int ROUNDS_MAX = 3;

    private final String agentId;
    private final String message;

    Habit(String agentId, String message) {
        this.agentId = agentId;
        this.message = message;
    }

    /** Does the work of one session and returns whether it went well. */
    abstract boolean work(SimulatedSession session);

    String agentId() {
        return agentId;
    }

    String message() {
        return message;
    }
}

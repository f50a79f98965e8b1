package ai.openclaw.lightning.mcp;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.guidance.ActiveRule;
import ai.openclaw.lightning.guidance.Guidance;
import java.util.List;

/** The rules in force, in words. */
final class GuidanceWords {

    private GuidanceWords() {}

    static String of(ActiveGuidance now, List<String> agents) {
        StringBuilder words = new StringBuilder();
        for (String agent : agents) {
            List<ActiveRule> rules = Guidance.rulesOf(now, agent);
            words.append(words.length() == 0 ? "" : "\n")
                    .append(rules.isEmpty() ? "No rules are in force for " : "Rules for ")
                    .append(agent == null ? "the agent without a name" : agent)
                    .append(rules.isEmpty() ? "." : ":");
            rules.forEach(rule -> words.append("\n- ").append(rule.text()));
            int trials = Guidance.experimentsOf(now, agent).size();
            if (trials > 0) {
                words.append("\nFurther rules are on trial in ")
                        .append(trials)
                        .append(trials == 1 ? " experiment." : " experiments.");
            }
        }
        return words.length() == 0 ? "No rules are in force." : words.toString();
    }
}

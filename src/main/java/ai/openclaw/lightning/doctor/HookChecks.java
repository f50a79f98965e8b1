package ai.openclaw.lightning.doctor;

import ai.openclaw.lightning.connecting.HookFiles;
import ai.openclaw.lightning.connecting.HookFiles.Caller;
import java.util.ArrayList;
import java.util.List;

/** Checks whether the hooks in the settings of agents call the bridge where it is. */
public final class HookChecks {

    private static final String CHECK = "hooks";

    private HookChecks() {}

    /** One for each agent that has them. The bridge is reached at that address. */
    public static List<CheckResult> of(HookFiles files, String address) {
        List<CheckResult> results = new ArrayList<>();
        for (Caller caller : files.callers()) {
            List<String> others = caller.addresses().stream()
                    .filter(called -> !OpenClawChecks.isSame(called, address))
                    .sorted()
                    .toList();
            results.add(
                    others.isEmpty()
                            ? CheckResult.ok(CHECK, caller.name() + " sends to " + address)
                            : CheckResult.warning(
                                    CHECK,
                                    caller.name() + " sends to " + String.join(" and ", others)
                                            + ", but the bridge is at " + address,
                                    "lightning connect " + caller.words()));
        }
        return results;
    }

    /** What to tell a person about those who send elsewhere, with what to type. */
    public static List<String> sentences(HookFiles files, String address) {
        return of(files, address).stream()
                .filter(result -> result.fix() != null)
                .map(result -> result.detail() + ": " + result.fix())
                .toList();
    }
}

package ai.openclaw.lightning.doctor;

import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.connecting.HookFiles;
import ai.openclaw.lightning.connecting.HookFiles.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the agents whose settings lead to a bridge, whether or not they have sent anything. */
public final class SendingAgents {

    private SendingAgents() {}

    /** Their names as people call them. The bridge is reached at that address. */
    public static List<String> of(Map<String, String> environment, String address) {
        List<String> names = new ArrayList<>();
        for (Caller caller : new HookFiles(environment).callers()) {
            if (caller.addresses().stream().allMatch(called -> OpenClawChecks.isSame(called, address))) {
                names.add(caller.name());
            }
        }
        new OpenClawChecks(OpenClawChecks.file(environment), address, Secret.NONE)
                .check()
                .filter(check -> check.level() == CheckResult.Level.OK)
                .ifPresent(check -> names.add("OpenClaw"));
        return names;
    }
}

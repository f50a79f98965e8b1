package ai.openclaw.lightning.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A service of Windows. The scripts that are shipped do the work, so that an administrator can read and use them. */
record WindowsService(Service.Parts parts, Shell shell) implements Service {

    @Override
    public List<String> install(boolean start) {
        List<String> flags =
                new ArrayList<>(List.of("-DataFolder", parts.home().root().toString()));
        parts.java().ifPresent(java -> flags.addAll(List.of("-Java", java)));
        if (!start) {
            flags.add("-NoStart");
        }
        return script("install-service.ps1", flags);
    }

    @Override
    public List<String> uninstall() {
        return script("uninstall-service.ps1", List.of());
    }

    private List<String> script(String name, List<String> flags) {
        Path file = parts.installation().folder().resolve("windows").resolve(name);
        List<String> command = new ArrayList<>(List.of(
                "powershell.exe",
                "-NoProfile",
                "-NonInteractive",
                "-ExecutionPolicy",
                "Bypass",
                "-File",
                file.toString()));
        command.addAll(flags);
        Shell.Result result = shell.call(command.toArray(String[]::new));
        if (!result.ok()) {
            throw new ServiceException(name + " failed: " + result.output());
        }
        return result.output().lines().toList();
    }
}

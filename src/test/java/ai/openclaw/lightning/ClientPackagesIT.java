package ai.openclaw.lightning;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The packages for Node and Python have tests in their own languages, which start bridges. */
@Execution(ExecutionMode.CONCURRENT)
class ClientPackagesIT {

    @TempDir
    Path folder;

    @Test
    void node_package_passesItsTests() throws Exception {
        Script.run(folder, Script.FOLDER.resolve("node-package.sh"), Script.DIST);
    }

    @Test
    void python_package_passesItsTests() throws Exception {
        Script.run(folder, Script.FOLDER.resolve("python-package.sh"), Script.DIST);
    }
}

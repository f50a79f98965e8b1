package ai.openclaw.lightning.commands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellOutputTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat: missing.txt: No such file or directory\n",
                "/bin/bash: line 1: foo: command not found",
                "sh: 1: foo: not found\n\n",
                "some\nlines\nls: cannot open directory 'x': Permission denied\n",
                "Traceback (most recent call last):\n  File \"a.py\", line 1\nValueError: bad\n",
                "Exit code: 3\nWall time: 1 seconds\nOutput:\nx",
                "Process exited with code 127",
            })
    void error_ofACommandThatFailed_isFound(String output) {
        assertThat(ShellOutput.error(output)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "hello\n",
                "Exit code: 0\nWall time: 1 seconds\nOutput:\nx",
                "cat: missing.txt: No such file or directory\nbut then it went on\n",
                "src/Log.java: // e.g. No such file or directory, which we handle\n",
                "class FooError",
                "We saw ValueError: bad",
            })
    void error_ofWhatOnlyPrints_isNone(String output) {
        assertThat(ShellOutput.error(output)).isEmpty();
    }

    @Test
    void error_isTheLineThatSaysIt() {
        assertThat(ShellOutput.error("x\ncat: a: Is a directory\n")).hasValue("cat: a: Is a directory");
    }
}

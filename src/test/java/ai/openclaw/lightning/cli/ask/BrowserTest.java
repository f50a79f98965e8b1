package ai.openclaw.lightning.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class BrowserTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void of_linux_needsADisplay() {
        assertThat(Browser.of(Map.of()).open("http://127.0.0.1/")).isFalse();
        assertThat(Browser.of(Map.of("DISPLAY", ":0")).command()).containsExactly("xdg-open");
        assertThat(Browser.of(Map.of("WAYLAND_DISPLAY", "wayland-0")).command()).containsExactly("xdg-open");
    }

    @Test
    void open_programThatIsNotThere_isFalse() {
        assertThat(new Browser(List.of("no-such-program-here")).open("http://127.0.0.1/"))
                .isFalse();
    }
}

package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** How many connections may be open. */
class ConnectionLimitTest {

    @Test
    void connections_tooMany_theLongestIdleGivesWay() throws Exception {
        try (ServerUnderTest server = new ServerUnderTest(settings -> new HttpSettings(
                        settings.host(),
                        0,
                        Set.of(),
                        settings.keys(),
                        null,
                        new HttpSettings.Limits(1 << 20, 4 << 20, 1_000, 12L << 20, 8L << 20, 64 << 10, 16L << 20, 2),
                        settings.timeouts()));
                RawConnection first = server.connect();
                RawConnection second = server.connect()) {
            for (RawConnection good : new RawConnection[] {first, second}) {
                good.send(server.head("GET", "/health", ""));
                assertThat(good.receive().status()).isEqualTo(200);
            }
            try (RawConnection third = server.connect()) {
                assertThat(first.isClosed()).isTrue();
                for (RawConnection good : new RawConnection[] {second, third}) {
                    good.send(server.head("GET", "/health", ""));
                    assertThat(good.receive().status()).isEqualTo(200);
                }
            }
        }
    }
}

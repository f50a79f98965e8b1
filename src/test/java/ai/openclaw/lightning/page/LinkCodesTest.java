package ai.openclaw.lightning.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LinkCodesTest {

    private final AtomicLong now = new AtomicLong(1_000_000);
    private final AtomicInteger made = new AtomicInteger();
    private final LinkCodes codes = new LinkCodes(now::get, () -> "code-" + made.incrementAndGet());

    @Test
    void use_inTime_worksOnce() {
        String code = codes.create();
        now.addAndGet(LinkCodes.LIFE_MS - 1);
        assertThat(codes.use(code + "x")).isFalse();
        assertThat(codes.use(code)).isTrue();
        assertThat(codes.use(code)).isFalse();
    }

    @Test
    void use_tooLate_doesNotWork() {
        String code = codes.create();
        now.addAndGet(LinkCodes.LIFE_MS);
        assertThat(codes.use(code)).isFalse();
    }

    @Test
    void create_manyTimes_keepsTheNewest() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            all.add(codes.create());
        }
        assertThat(codes.use(all.get(0))).isFalse();
        assertThat(codes.use(all.get(1))).isTrue();
        assertThat(codes.use(all.get(16))).isTrue();
    }
}

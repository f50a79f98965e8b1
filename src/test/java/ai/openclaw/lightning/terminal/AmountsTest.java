package ai.openclaw.lightning.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AmountsTest {

    @Test
    void amounts_eachSize_readable() {
        assertThat(Amounts.duration(250)).isEqualTo("250 ms");
        assertThat(Amounts.duration(1_240)).isEqualTo("1.2 s");
        assertThat(Amounts.duration(34_000)).isEqualTo("34 s");
        assertThat(Amounts.duration(11_520_000)).isEqualTo("3 h 12 min");
        assertThat(Amounts.duration(354_000_000)).isEqualTo("4 d 2 h");
        assertThat(Amounts.bytes(640)).isEqualTo("640 B");
        assertThat(Amounts.bytes(3_565_158)).isEqualTo("3.4 MiB");
        assertThat(Amounts.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Amounts.count(-123_456)).isEqualTo("-123,456");
        assertThat(Amounts.count(999)).isEqualTo("999");
        assertThat(Amounts.signed(-0.5)).isEqualTo("-0.50");
        assertThat(Amounts.signed(12.3)).isEqualTo("+12");
        assertThat(Amounts.share(0.618)).isEqualTo("62 %");
        assertThat(Amounts.points(-0.031)).isEqualTo("-3.1 points");
        assertThat(Amounts.count(null)).isEqualTo("-");
        assertThat(Amounts.count(1, "trace")).isEqualTo("1 trace");
        assertThat(Amounts.count(1_234, "trace")).isEqualTo("1,234 traces");
        assertThat(Amounts.count(null, "trace")).isEqualTo("- traces");
    }
}

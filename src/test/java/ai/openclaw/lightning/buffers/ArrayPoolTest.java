package ai.openclaw.lightning.buffers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is kept of large bodies, and for how long. */
final class ArrayPoolTest {

    private static final int MIB = 1 << 20;

    private final ArrayPool arrays = new ArrayPool();

    @Test
    void take_afterOneWasGivenBack_isThatOneWhereTheStepIsTheSame() {
        byte[] first = arrays.take(3 * MIB + 1);
        assertThat(first).hasSize(4 * MIB);
        arrays.giveBack(first);

        assertThat(arrays.take(2 * MIB)).isNotSameAs(first).hasSize(2 * MIB);
        assertThat(arrays.take(4 * MIB)).isSameAs(first);
        assertThat(arrays.take(4 * MIB))
                .as("nobody has two bodies in one array")
                .isNotSameAs(first);
    }

    @Test
    void giveBack_smallOnes_keepsNone() {
        arrays.giveBack(arrays.take(MIB - 1));
        assertThat(arrays.spares()).isZero();
        assertThat(arrays.take(10)).hasSize(10);
    }

    @Test
    void giveBack_many_keepsTheNewestTwo() {
        byte[][] taken = {arrays.take(MIB), arrays.take(2 * MIB), arrays.take(3 * MIB)};
        for (byte[] array : taken) {
            arrays.giveBack(array);
        }
        assertThat(arrays.spares()).isEqualTo(2);
        assertThat(arrays.take(MIB)).isNotSameAs(taken[0]);
        assertThat(arrays.take(3 * MIB)).isSameAs(taken[2]);
    }

    @Test
    void tick_whileNobodyAsks_letsGo() {
        arrays.giveBack(arrays.take(MIB));
        for (int second = 0; second < 10; second++) {
            arrays.tick();
        }
        assertThat(arrays.spares()).isEqualTo(1);
        arrays.tick();
        assertThat(arrays.spares()).isZero();
    }
}

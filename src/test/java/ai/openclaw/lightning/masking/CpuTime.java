package ai.openclaw.lightning.masking;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the current thread used: unlike the time on the wall, not what other processes took from it. */
final class CpuTime {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private CpuTime() {}

    static long nanoseconds() {
        return THREADS.getCurrentThreadCpuTime();
    }

    static long allocatedBytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}

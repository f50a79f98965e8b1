package ai.openclaw.lightning.config.table;

import ai.openclaw.lightning.config.setting.DecimalRange;
import ai.openclaw.lightning.config.setting.Section;
import ai.openclaw.lightning.config.setting.Setting;
import ai.openclaw.lightning.config.setting.Text;

/** What a trace is worth to the optimizer. */
public final class RewardSection {

    static final Section SECTION = new Section("reward");

    public static final Setting<String> FUNCTION = SECTION.add(
            "function",
            "default",
            Text.NAME,
            "How traces are scored for the optimizer: default by success, weighted as below, or a plugin's function");

    public static final Setting<Double> SUCCESS_WEIGHT = SECTION.add(
            "success_weight",
            0.8,
            new DecimalRange(0.001, 1_000),
            "Weight of success in the weighted reward; weights are divided by their sum");

    public static final Setting<Double> EFFICIENCY_WEIGHT = SECTION.add(
            "efficiency_weight",
            0.1,
            new DecimalRange(0, 1_000),
            "Weight of saving expected tokens in the weighted reward");

    public static final Setting<Double> LATENCY_WEIGHT = SECTION.add(
            "latency_weight",
            0.1,
            new DecimalRange(0, 1_000),
            "Weight of speed in the weighted reward; a trace of 30 s gets half of it");

    private RewardSection() {}
}

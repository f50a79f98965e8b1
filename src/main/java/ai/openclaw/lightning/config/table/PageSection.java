package ai.openclaw.lightning.config.table;

import ai.openclaw.lightning.config.setting.DecimalRange;
import ai.openclaw.lightning.config.setting.Section;
import ai.openclaw.lightning.config.setting.Setting;

/** The page for a person. */
public final class PageSection {

    static final Section SECTION = new Section("page");

    public static final Setting<Double> PRICE_PER_MILLION_TOKENS = SECTION.add(
            "price_per_million_tokens",
            0.0,
            new DecimalRange(0, 1_000_000),
            "Dollars for a million tokens, in and out; the page then says what traces cost; 0 if unknown");

    private PageSection() {}
}

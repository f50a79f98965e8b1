package ai.openclaw.lightning;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The tests' one mapper. */
public final class TestJson {

    public static final ObjectMapper MAPPER = new ObjectMapper();

    private TestJson() {}
}

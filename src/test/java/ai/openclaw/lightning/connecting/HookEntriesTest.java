package ai.openclaw.lightning.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.config.setting.ConfigException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HookEntriesTest {

    private static final String HOOK =
            "{\"type\":\"http\",\"url\":\"http://127.0.0.1:8765/hooks/claude-code\",\"timeout\":0.25}";

    private static final String FULL = """
            {
              // mine
              "model": "opus", // and why
              "hooks": {
                "Stop": [
                  {
                    "hooks": [
                      {"type": "command", "command": "say done"} // loud
                    ]
                  }
                ],
                "PreToolUse": [{"matcher": "Bash", "hooks": [{"type": "command", "command": "check"}]}]
                // no more
              },
              "permissions": {"allow": ["Bash(ls:*)"]}
              /* the end */
            }
            """;

    private static JsonNode lenient(String json) throws Exception {
        return JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                .build()
                .readTree(json);
    }

    @Test
    void connected_noFile_hasEachEventOnce() throws Exception {
        JsonNode hooks = TestJson.MAPPER
                .readTree(HookEntries.CLAUDE_CODE.connected("", HOOK))
                .path("hooks");
        assertThat(hooks).hasSize(9);
        assertThat(hooks.path("UserPromptSubmit").toString()).isEqualTo("[{\"hooks\":[" + HOOK + "]}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FULL,
                "{}\n",
                "{\n}\n",
                "{\"model\": \"opus\"}",
                "{ \"model\": \"opus\", \"hooks\": {\"Stop\": [{\"hooks\": [{\"type\": \"command\", \"command\": \"x\"}]}]} }\n",
                "{\n\t\"model\": \"opus\",\n\t\"env\": {},\n}\n",
                "{\r\n  \"model\": \"opus\" // x, y\r\n}\r\n",
                "{\n  \"hooks\": {\n    \"Stop\": [\n      {\"hooks\": [{\"url\": \"http://other/hooks\"}]},\n    ]\n  }\n}\n",
            })
    void disconnected_afterConnected_isWhatItWas(String settings) throws Exception {
        String connected = HookEntries.CLAUDE_CODE.connected(settings, HOOK);
        assertThat(connected.split("/hooks/claude-code", -1)).hasSize(10);
        assertThat(HookEntries.CLAUDE_CODE.connected(connected, HOOK))
                .as("again")
                .isEqualTo(connected);
        assertThat(lenient(HookEntries.CLAUDE_CODE.disconnected(connected))).isEqualTo(lenient(settings));
        assertThat(HookEntries.CLAUDE_CODE.disconnected(connected).replaceAll("[\\s,]", ""))
                .isEqualTo(settings.replaceAll("[\\s,]", ""));
    }

    @Test
    void connected_fullFile_readsWell() {
        assertThat(HookEntries.CLAUDE_CODE.connected(FULL, "{\"url\":\"/hooks/claude-code\"}"))
                .contains("""
                                  {"type": "command", "command": "say done"} // loud
                                ]
                              },
                              {"hooks": [{"url":"/hooks/claude-code"}]}
                            ],
                        """, """
                            // no more
                            "UserPromptSubmit": [{"hooks": [{"url":"/hooks/claude-code"}]}],
                        """);
        assertThat(HookEntries.CLAUDE_CODE.disconnected(HookEntries.CLAUDE_CODE.connected(FULL, HOOK)))
                .isEqualTo(FULL);
    }

    @Test
    void connected_toAnotherAddressBefore_isConnectedOnceToTheNewOne() throws Exception {
        String old = HookEntries.CLAUDE_CODE.connected(FULL, HOOK.replace("8765", "9000"));
        String moved = HookEntries.CLAUDE_CODE.connected(old, HOOK);
        assertThat(lenient(moved)).isEqualTo(lenient(HookEntries.CLAUDE_CODE.connected(FULL, HOOK)));
        assertThat(moved).doesNotContain("9000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"hooks\": []}", "{\"hooks\": {\"Stop\": {}}}", "{\"a\": }", "{} {}", "{'a': 1}"})
    void connected_notWhatItMustBe_isRefused(String settings) {
        assertThatThrownBy(() -> HookEntries.CLAUDE_CODE.connected(settings, HOOK))
                .isInstanceOf(ConfigException.class);
    }

    @Test
    void connected_anySettings_loseNothing() throws Exception {
        for (int seed = 0; seed < 2_000; seed++) {
            String settings = settings(new Random(seed));
            String connected = HookEntries.CLAUDE_CODE.connected(settings, HOOK);
            assertThat(lenient(HookEntries.CLAUDE_CODE.disconnected(connected)))
                    .as("seed %d: %s", seed, settings)
                    .isEqualTo(lenient(settings));
            for (String comment : settings.replaceAll("[^cd0-9]+", " ").strip().split(" ", -1)) {
                assertThat(HookEntries.CLAUDE_CODE.disconnected(connected)).contains(comment);
            }
        }
    }

    /** Members, hooks of others and comments in any order and layout. */
    private static String settings(Random random) {
        StringBuilder text = new StringBuilder("{");
        String[] members = {
            "\"model\": \"m\"",
            "\"env\": {\"A\": \"b, }\"}",
            "\"hooks\": {" + space(random) + "\"Stop\":" + space(random) + "[" + space(random)
                    + "{\"hooks\": [{\"type\": \"command\"}" + space(random) + "]}" + space(random) + "]"
                    + space(random)
                    + (random.nextBoolean() ? ", \"Other\": [{\"matcher\": \"*\", \"hooks\": [{\"a\": 1}]}]" : "")
                    + space(random) + "}"
        };
        int from = random.nextInt(members.length);
        int count = 1 + random.nextInt(members.length);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",")
                    .append(space(random))
                    .append(members[(from + i) % members.length])
                    .append(space(random));
        }
        return text.append(random.nextInt(4) == 0 ? "," : "")
                .append(space(random))
                .append("}")
                .append(space(random))
                .toString();
    }

    private static String space(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> "\n  ";
            case 1 -> " // c" + random.nextInt(1_000) + "\n";
            case 2 -> " /* d" + random.nextInt(1_000) + ", */ ";
            case 3 -> "\r\n\t";
            case 4 -> " ";
            default -> "";
        };
    }
}

package ai.openclaw.lightning.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A name and its value as two fields, in JSON and in texts. */
class NamedValueTest {
    private final Masker masker = new Masker(MaskingRules.BUILT_IN);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"name":"X-Api-Key","value":"ab"}                           | {"name":"X-Api-Key","value":"ab"}
            {"name":"X-Api-Key","value":"abcd"}                         | {"name":"X-Api-Key","value":"[masked]"}
            {"value":"abcd","name":"X-Api-Key"}                         | {"value":"[masked]","name":"X-Api-Key"}
            {"value":"abcd","n":1,"k":true,"name":"X-Api-Key"}          | {"value":"[masked]","n":1,"k":true,"name":"X-Api-Key"}
            {"value":"abcd","name":"Accept"}                            | {"value":"abcd","name":"Accept"}
            {"value":1.10,"m":{"name":"password"}}                      | {"value":1.10,"m":{"name":"password"}}
            {"key":"DB_PASSWORD","value":1234}                          | {"key":"DB_PASSWORD","value":"[masked]"}
            {"key":"x","value":"abcd","masked":true}                    | {"key":"x","value":"[masked]","masked":true}
            {"sensitive":true,"value":"abcd"}                           | {"sensitive":true,"value":"[masked]"}
            {"sensitive":false,"value":"abcd"}                          | {"sensitive":false,"value":"abcd"}
            {"Name":"/a/b","Type":"SecureString","Value":"abcd"}        | {"Name":"/a/b","Type":"SecureString","Value":"[masked]"}
            {"element":"Password field","ref":"e1","text":"abcd"}       | {"element":"Password field","ref":"e1","text":"[masked]"}
            {"name":"password","text":"Enter it"}                       | {"name":"password","text":"Enter it"}
            {"name":"password","value":"Please enter the password"}     | {"name":"password","value":"Please enter the password"}
            {"name":"password","value":"${PASSWORD}"}                   | {"name":"password","value":"${PASSWORD}"}
            [["Authorization","Bearer abcd1"],["Accept","x"]]           | [["Authorization","[masked]"],["Accept","x"]]
            ["Host","h","X-Api-Key","ab12cd","Accept","x"]              | ["Host","h","X-Api-Key","[masked]","Accept","x"]
            ["Authorization","X-Api-Key","Content-Type"]                | ["Authorization","X-Api-Key","Content-Type"]
            {"required":["password","email"]}                           | {"required":["password","email"]}
            {"auths":{"ghcr.io":{"auth":"Ym9iOmh1bnRlcjI="}}}           | {"auths":{"ghcr.io":{"auth":"[masked]"}}}
            {"auth":"basic"}                                            | {"auth":"basic"}
            {"pwd":"/home/bob"}                                         | {"pwd":"/home/bob"}
            {"user":"bob","pass":"xK9mPq2"}                             | {"user":"bob","pass":"[masked]"}
            {"pass":"unit tests"}                                       | {"pass":"unit tests"}
            """)
    void copyMasked_fields_masksTheValue(String json, String expected) throws IOException {
        assertThat(Masked.json(masker, json)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"name": "X-Api-Key", "value": "abcd"}                      | {"name": "X-Api-Key", "value": "[masked]"}
            {\\"name\\": \\"X-Api-Key\\", \\"value\\": \\"abcd\\"}      | {\\"name\\": \\"X-Api-Key\\", \\"value\\": \\"[masked]\\"}
            {"value": "abcd", "name": "X-Api-Key"}                      | {"value": "[masked]", "name": "X-Api-Key"}
            {"name": "Accept", "value": "abcd"}                         | {"name": "Accept", "value": "abcd"}
            {"name": "password"}, {"value": "abcd"}                     | {"name": "password"}, {"value": "abcd"}
            <add key="DbPassword" value="abcd"/>                        | <add key="DbPassword" value="[masked]"/>
            <property name="password">abcd</property>                   | <property name="password">[masked]</property>
            <name>fs.secret.key</name><value>abcd</value>               | <name>fs.secret.key</name><value>[masked]</value>
            <key>APIToken</key><string>abcd</string>                    | <key>APIToken</key><string>[masked]</string>
            <w:Password Type="x">abcd</w:Password>                      | <w:Password Type="x">[masked]</w:Password>
            <password><![CDATA[abcd]]></password>                       | <password>[masked]</password>
            <password> and <token>                                      | <password> and <token>
            """)
    void maskText_fields_masksTheValue(String text, String expected) {
        assertThat(masker.maskText(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env:\n- name: DB_PASSWORD\n  value: xK9mPq2\n- name: PORT\n  value: 80\n",
                "form-data; name=\"password\"\r\n\r\nxK9mPq2\r\n--b--",
                "{\n    \"name\": \"DB_PASSWORD\",\n    \"value\": \"xK9mPq2\"\n}"
            })
    void maskText_fieldsOnLines_masksTheValue(String text) {
        assertThat(masker.maskText(text)).doesNotContain("xK9mPq2");
    }
}

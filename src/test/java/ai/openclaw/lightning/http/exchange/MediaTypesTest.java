package ai.openclaw.lightning.http.exchange;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypesTest {

    private static final MediaTypes TWO = new MediaTypes(List.of("application/json", "application/x-protobuf"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json; charset=UTF-8",
                "application/json;charset=\"utf-8\";a=b",
                "application/json ; a=b",
                "application/x-protobuf",
                "application/x-protobuf; messageType=\"x\"",
            })
    void check_typeOfTheRoute_isTaken(String type) {
        assertThatCode(() -> TWO.check(type)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "application/jsonp",
                "application/json, application/x-protobuf",
                "application/json; charset=utf-16",
                ";application/json",
            })
    void check_anyOther_isRefusedWithThoseTaken(String type) {
        assertThatThrownBy(() -> TWO.check(type))
                .isInstanceOf(Refusal.class)
                .hasMessage("the Content-Type must be application/json or application/x-protobuf");
    }

    @Test
    void check_typeOfAnotherRoute_isRefused() {
        assertThatThrownBy(() -> MediaTypes.JSON.check("application/x-protobuf"))
                .hasMessage("the Content-Type must be application/json");
    }
}

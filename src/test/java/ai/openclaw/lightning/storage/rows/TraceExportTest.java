package ai.openclaw.lightning.storage.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceExportTest {

    @Test
    void connection_thatCannotBeUsed_isClosed() {
        List<String> called = new ArrayList<>();
        Connection broken = (Connection) Proxy.newProxyInstance(
                TraceExportTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, values) -> {
                    called.add(method.getName());
                    if (method.getName().equals("setAutoCommit")) {
                        throw new SQLException("broken");
                    }
                    return null;
                });

        assertThatThrownBy(() -> TraceExport.over(broken, new TraceExport.Sql("", "", "", "", "", "")))
                .hasMessage("broken");
        assertThat(called).containsExactly("setAutoCommit", "close");
    }
}

package ai.openclaw.lightning.storage.rows;

import ai.openclaw.lightning.model.Content;
import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of one row by the names of its columns. SQLite types values, not columns, so each value is taken as what it
 * is: a number may come as integer or real, a truth value as a number, and a text of an older bridge as bytes.
 *
 * @param <X> what reading a value may throw
 */
@FunctionalInterface
public interface Columns<X extends Exception> {

    /** Null where the database has NULL. */
    Object value(String column) throws X;

    /** The row at which the cursor stands, now and after it has moved on. */
    static Columns<SQLException> of(ResultSet cursor) {
        return cursor::getObject;
    }

    default Long integer(String column) throws X {
        return value(column) instanceof Number number ? number.longValue() : null;
    }

    default long integer(String column, long absent) throws X {
        return value(column) instanceof Number number ? number.longValue() : absent;
    }

    default Double real(String column) throws X {
        return value(column) instanceof Number number ? number.doubleValue() : null;
    }

    default Boolean flag(String column) throws X {
        Object value = value(column);
        return value instanceof Number number ? Boolean.valueOf(number.longValue() != 0) : (Boolean) value;
    }

    default String text(String column) throws X {
        Object value = value(column);
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        return value == null ? null : value.toString();
    }

    /** A text whose column has a second one beside it, {@code …_cut}, that tells whether it was cut. */
    default Content content(String column) throws X {
        return Content.stored(text(column), Boolean.TRUE.equals(flag(column + "_cut")));
    }

    /** The strings of a JSON array; none where there is no array. */
    default List<String> names(String column) throws X {
        String json = text(column);
        List<String> names = new ArrayList<>();
        for (Object name : json == null ? new JsonArray() : new JsonArray(json)) {
            names.add(String.valueOf(name));
        }
        return names;
    }
}

package ai.openclaw.lightning.storage.postgres;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of a database as a person writes it. What is secret stands in a file, not where commands and logs show it. */
final class PostgresAddress {

    /** Hosts may be several, for a primary that moves. */
    private static final Pattern FORM = Pattern.compile("(?:jdbc:)?(postgresql://[^@\\s]+/[^@\\s]+)");

    private static final Pattern CREDENTIAL = Pattern.compile("[?&](?:user|password|sslpassword)=");

    private PostgresAddress() {}

    /** The same for the driver; a refusal does not quote it. */
    static String ofDriver(String given) {
        Matcher matcher = FORM.matcher(given);
        if (!matcher.matches() || CREDENTIAL.matcher(given).find()) {
            throw new IllegalArgumentException(
                    "storage.postgres.url: must be postgresql://HOST[:PORT][,HOST…]/DATABASE,"
                            + " without user and password, which are storage.postgres.user and storage.postgres.password_file");
        }
        return "jdbc:" + matcher.group(1);
    }
}

package dev.segue.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/**
 * The way into one database.
 *
 * @param url as Vert.x takes it, {@code postgresql://host:port/database}
 * @param user null leaves it to the driver, as does a null password
 */
record Access(String url, String user, String password, Tls tls) {

    private static final Pattern WELL_FORMED =
            Pattern.compile("(vertx-reactive:)?postgres(ql)?://[^@/\\s]+(/[^@\\s]*)?");
    private static final String SECONDS_TO_CONNECT = "10";

    Access(String url, String user, String password) {
        this(url, user, password, Tls.UNSTATED);
    }

    /** Flyway speaks JDBC while Segue speaks Vert.x: the same address in the other one's words. */
    static String jdbc(String reactiveUrl, Tls tls) {
        String first = reactiveUrl.split(",")[0].trim();
        return tls.onto("jdbc:" + first.replaceFirst("^(vertx-reactive:)?postgres(ql)?:", "postgresql:"));
    }

    /** No credentials: what holds them would be logged as an address, and the JDBC driver takes them for a host. */
    boolean isWellFormed() {
        return WELL_FORMED.matcher(url).matches();
    }

    /** Another database of the same server, created unless it is there. */
    Access create(String name) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            ResultSet there = statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + name + "'");
            if (!there.next()) {
                statement.execute("CREATE DATABASE " + name);
            }
        }
        return new Access(url.replaceFirst("/[^/]*$", "/" + name), user, password, tls);
    }

    /** The driver is named, not looked up: in a packaged Quarkus the driver manager does not find it. */
    Connection connect() throws SQLException {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        properties.setProperty("loginTimeout", SECONDS_TO_CONNECT);
        return new Driver().connect(jdbc(url, tls), properties);
    }

    @Override
    public String toString() {
        return user + " at " + url; // never the password
    }
}

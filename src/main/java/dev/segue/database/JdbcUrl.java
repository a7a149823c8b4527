package dev.segue.database;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import jakarta.annotation.Priority;

/**
 * Derives {@code quarkus.datasource.jdbc.url}, which only the migrations use, from
 * {@code quarkus.datasource.reactive.url}, so that an operator states the database once.
 */
@Priority(JdbcUrl.BEFORE_EXPRESSIONS)
public final class JdbcUrl implements ConfigSourceInterceptor {

    static final int BEFORE_EXPRESSIONS = 100;
    private static final long serialVersionUID = 1;

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue stated = context.proceed(name);
        if (stated != null || !name.equals("quarkus.datasource.jdbc.url")) {
            return stated;
        }
        ConfigValue reactive = context.restart("quarkus.datasource.reactive.url");
        if (reactive == null || reactive.getValue() == null) {
            return null;
        }
        return ConfigValue.builder()
                .withName(name)
                .withValue(Access.jdbc(reactive.getValue(), Tls.of(setting -> value(context, setting))))
                .withConfigSourceName("derived from quarkus.datasource.reactive.url")
                .withConfigSourceOrdinal(reactive.getConfigSourceOrdinal())
                .build();
    }

    private static String value(ConfigSourceInterceptorContext context, String name) {
        ConfigValue found = context.restart(name);
        return found == null ? null : found.getValue();
    }
}

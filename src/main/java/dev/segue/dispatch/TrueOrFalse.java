package dev.segue.dispatch;

import org.eclipse.microprofile.config.spi.Converter;

/** The usual converter takes any misspelt word for false, and here false sends what is paid for. */
public final class TrueOrFalse implements Converter<Boolean> {

    private static final long serialVersionUID = 1L;

    @Override
    public Boolean convert(String value) {
        return switch (value.strip().toLowerCase(java.util.Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }
}

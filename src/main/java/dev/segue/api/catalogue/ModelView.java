package dev.segue.api.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.segue.provider.route.Field;
import dev.segue.provider.route.Price;
import dev.segue.provider.route.Route;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

@RegisterForReflection
record ModelView(String id, List<RouteView> routes) {

    private static final String OPTION = "options.";

    @RegisterForReflection
    record Models(List<ModelView> data) {}

    /** @param options the fields that this route alone knows, without their prefix */
    @RegisterForReflection
    record RouteView(
            String provider,
            String providerModel,
            boolean available,
            Map<String, FieldView> fields,
            Map<String, FieldView> options,
            PriceView price) {

        static RouteView of(Route route, boolean available) {
            return new RouteView(
                    route.provider(),
                    route.providerModel(),
                    available,
                    fields(route, name -> !name.startsWith(OPTION), 0),
                    fields(route, name -> name.startsWith(OPTION), OPTION.length()),
                    route.price() == null ? null : PriceView.of(route.price()));
        }

        private static Map<String, FieldView> fields(Route route, Predicate<String> which, int cut) {
            Map<String, FieldView> found = new LinkedHashMap<>();
            route.fields().stream()
                    .filter(field -> which.test(field.name()))
                    .forEach(field -> found.put(field.name().substring(cut), FieldView.of(field)));
            return found;
        }
    }

    /** Bounds that do not exist are left out. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FieldView(
            Boolean required,
            Integer minLength,
            Integer maxLength,
            Double minimum,
            Double maximum,
            @JsonProperty("enum") List<Object> allowed,
            @JsonProperty("default") Object defaultValue) {

        static FieldView of(Field field) {
            return new FieldView(
                    field.required() ? true : null,
                    field.minLength(),
                    field.maxLength(),
                    field.minimum(),
                    field.maximum(),
                    field.allowed().isEmpty() ? null : field.allowed(),
                    field.defaultValue());
        }
    }

    /**
     * @param accordingTo who says so: the provider, or our own configuration
     * @param asOf the month or the year in which it was so; absent for a configured price
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PriceView(BigDecimal amount, String currency, String source, String accordingTo, String asOf) {

        static PriceView of(Price price) {
            return new PriceView(price.amount(), "USD", "price_list", price.source(), price.asOf());
        }
    }
}

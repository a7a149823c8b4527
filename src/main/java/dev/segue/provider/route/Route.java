package dev.segue.provider.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One provider's way to make one model: what it takes, checked before any money is spent.
 *
 * @param model our name
 * @param providerModel the provider's name
 * @param fields all that it takes; whatever else a request has is refused, for nothing is dropped silently
 * @param rules what no single field tells, checked only when each field is right by itself
 * @param price for one song, or {@code null} if unknown
 */
public record Route(
        String provider,
        String model,
        String providerModel,
        List<Field> fields,
        List<Function<SongRequest, List<Violation>>> rules,
        Price price) {

    /** Kept on the job itself, so welcome on every route. */
    private static final Set<String> ALWAYS_WELCOME = Set.of("title");

    public Route {
        fields = List.copyOf(fields);
        rules = List.copyOf(rules);
    }

    /** Names the route in configuration and statistics: {@code apidot/minimax-music-2.6}. */
    public String id() {
        return provider + "/" + model;
    }

    public Route at(Price other) {
        return new Route(provider, model, providerModel, fields, rules, other);
    }

    /** Why this route refuses the request; empty if it accepts it. */
    public List<Violation> check(SongRequest song) {
        Set<String> known = fields.stream().map(Field::name).collect(Collectors.toSet());
        List<Violation> found = new ArrayList<>();
        for (Field field : fields) {
            field.check(song).ifPresent(found::add);
        }
        for (String name : song.fields().keySet()) {
            if (!known.contains(name) && !ALWAYS_WELCOME.contains(name)) {
                found.add(Violation.of(name, "is not taken by this route"));
            }
        }
        if (found.isEmpty()) {
            rules.forEach(rule -> found.addAll(rule.apply(song)));
        }
        return found;
    }
}

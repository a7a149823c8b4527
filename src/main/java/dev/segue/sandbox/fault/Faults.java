package dev.segue.sandbox.fault;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Decides which fault strikes. A marker goes before what was armed at the desk. Used on one event loop: no locks. */
public final class Faults {

    /** Bounds the memory of how often a marker has struck. */
    private static final int REMEMBERED = 10_000;

    private final List<Armed> armed = new ArrayList<>();
    private final Map<String, List<Armed>> creates = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Armed>> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Strikes the next request, or the next {@code times=}, whatever its prompt. */
    public void arm(Fault fault) {
        armed.add(new Armed(fault, 1));
    }

    public List<Armed> armed() {
        armed.removeIf(fault -> fault.left() <= 0);
        return List.copyOf(armed);
    }

    public void clear() {
        armed.clear();
        creates.clear();
    }

    /** A create sent again has the same words, and must find its count where the first one left it. */
    public Optional<Fault> create(String provider, String words, Script script) {
        List<Armed> own = creates.computeIfAbsent(provider + '\n' + words, key -> always(script.faults()));
        return strike(own, provider, Place.CREATE);
    }

    /** The faults that go with a task from now on. */
    public List<Armed> forTask(String provider, Script script) {
        List<Armed> own = new ArrayList<>(always(script.faults()));
        for (Armed fault : armed()) {
            if ((fault.strikes(Place.TASK) || fault.strikes(Place.CALLBACK))
                    && fault.fault().concerns(provider)) {
                own.add(new Armed(fault.strike(), Integer.MAX_VALUE));
            }
        }
        return own;
    }

    public Optional<Fault> strike(List<Armed> own, String provider, Place place) {
        return strike(own, provider, place, fault -> true);
    }

    /** Only a fault for which {@code wanted} holds; others stay for a request that they concern. */
    public Optional<Fault> strike(List<Armed> own, String provider, Place place, Predicate<Kind> wanted) {
        return Stream.concat(own.stream(), armed.stream())
                .filter(fault -> fault.strikes(place))
                .filter(fault -> fault.fault().concerns(provider)
                        && wanted.test(fault.fault().kind()))
                .findFirst()
                .map(Armed::strike);
    }

    private static List<Armed> always(List<Fault> faults) {
        return faults.stream().map(fault -> new Armed(fault, Integer.MAX_VALUE)).toList();
    }
}

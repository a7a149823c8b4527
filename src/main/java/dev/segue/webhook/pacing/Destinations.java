package dev.segue.webhook.pacing;

import dev.segue.time.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All destinations that something is known of; the others have their whole share. */
public final class Destinations {

    /** How many tries may be under way at one. */
    public static final int SHARE = 64;

    private final Ticker ticker;
    private final Duration breakerDelay;
    private final Map<String, Destination> known = new ConcurrentHashMap<>();

    public Destinations(Ticker ticker, Duration breakerDelay) {
        this.ticker = ticker;
        this.breakerDelay = breakerDelay;
    }

    /** Where less than the whole share is free. */
    public Map<String, Integer> rooms() {
        long now = ticker.nanos();
        known.values().removeIf(destination -> destination.forgettable(now));
        Map<String, Integer> rooms = new HashMap<>();
        known.forEach((name, destination) -> rooms.put(name, destination.room(now)));
        return rooms;
    }

    /** Only ever called by one at a time, with what {@link #rooms} has offered. */
    public void began(List<String> tries, Map<String, Integer> offered) {
        tries.stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .forEach((name, number) -> known.computeIfAbsent(name, unknown -> new Destination(breakerDelay))
                        .began(number.intValue(), offered.getOrDefault(name, SHARE)));
    }

    /** @return whether something may be waiting for the room that this leaves */
    public boolean ended(String name, boolean away) {
        return known.get(name).ended(away, ticker.nanos());
    }
}

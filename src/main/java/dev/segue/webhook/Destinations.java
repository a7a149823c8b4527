package dev.segue.webhook;

import dev.segue.time.Ticker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** All destinations that something is known of; the others have their whole share. */
@Singleton
class Destinations {

    private final Ticker ticker;
    private final Duration breakerDelay;
    private final Map<String, Destination> known = new ConcurrentHashMap<>();

    @Inject
    Destinations(Ticker ticker, WebhookConfig config) {
        this.ticker = ticker;
        this.breakerDelay = config.breakerDelay();
    }

    /** Where less than the whole share is free. */
    Map<String, Integer> rooms() {
        long now = ticker.nanos();
        known.values().removeIf(destination -> destination.forgettable(now));
        Map<String, Integer> rooms = new HashMap<>();
        known.forEach((name, destination) -> rooms.put(name, destination.room(now)));
        return rooms;
    }

    /** Only ever called by one at a time, with what {@link #rooms} has offered. */
    void began(List<Delivery> claimed, Map<String, Integer> offered) {
        claimed.stream()
                .collect(Collectors.groupingBy(Delivery::destination, Collectors.counting()))
                .forEach((name, number) -> known.computeIfAbsent(name, unknown -> new Destination(breakerDelay))
                        .began(number.intValue(), offered.getOrDefault(name, Destination.SHARE)));
    }

    /** @return whether something may be waiting for the room that this leaves */
    boolean ended(Delivery delivery, boolean away) {
        return known.get(delivery.destination()).ended(away, ticker.nanos());
    }
}

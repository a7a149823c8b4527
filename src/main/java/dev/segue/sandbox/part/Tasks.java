package dev.segue.sandbox.part;

import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tasks of all four, the latest ten thousand. Used on one event loop: no locks. */
final class Tasks {

    private static final int KEPT = 10_000;

    private final Map<String, Task> byId = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Task> eldest) {
            return size() > KEPT;
        }
    };

    void add(Task task) {
        byId.put(task.provider() + '/' + task.id(), task);
    }

    Optional<Task> find(String provider, String id) {
        return Optional.ofNullable(byId.get(provider + '/' + id));
    }

    List<Task> newestFirst(String provider) {
        List<Task> tasks = new ArrayList<>(byId.values());
        tasks.removeIf(task -> !task.provider().equals(provider));
        Collections.reverse(tasks);
        return tasks;
    }

    JsonArray describe() {
        JsonArray all = new JsonArray();
        byId.values().forEach(task -> all.add(task.describe()));
        return all;
    }

    void clear() {
        byId.clear();
    }
}

package dev.segue.dialect.apiinone;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** @param code the HTTP status again */
@RegisterForReflection(targets = {Answer.class, Answer.Task.class, Answer.Output.class})
record Answer(int code, String message, Task data) {

    /**
     * @param output of a completed task, else absent
     * @param error of a failed task, else absent
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Task(String taskId, String status, Output output, String error) {}

    record Output(String audioUrl) {}

    static Answer going(String id) {
        return of(new Task(id, "IN_PROGRESS", null, null));
    }

    static Answer completed(String id, String audioUrl) {
        return of(new Task(id, "completed", new Output(audioUrl), null));
    }

    static Answer failed(String id, String error) {
        return of(new Task(id, "failed", null, error));
    }

    private static Answer of(Task task) {
        return new Answer(200, "success", task);
    }
}

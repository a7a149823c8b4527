package dev.segue.sandbox.part;

import dev.segue.sandbox.audio.AudioHost;
import dev.segue.sandbox.fault.Fault;
import dev.segue.sandbox.fault.Faults;
import dev.segue.sandbox.fault.Kind;
import dev.segue.sandbox.fault.Place;
import dev.segue.sandbox.fault.Script;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where the four are played: tells who is called, lets faults strike, starts tasks. Used on one event loop: no locks. */
public final class Stage {

    /** A timer of Vert.x may fire a little early; a task must have ended when its own does. */
    private static final int LATE_MILLIS = 10;

    private final Vertx vertx;
    private final Clock clock;
    private final Faults faults;
    private final Optional<Duration> duration;
    private final Tasks tasks = new Tasks();
    private final Callbacks callbacks;
    private final List<Part> parts;

    public Stage(Vertx vertx, Clock clock, Faults faults, AudioHost audio, Optional<Duration> duration) {
        this.vertx = vertx;
        this.clock = clock;
        this.faults = faults;
        this.duration = duration;
        callbacks = new Callbacks(vertx, faults);
        parts = List.of(
                new Apidot(tasks, audio, clock),
                new AimlApi(audio, clock),
                new Useapi(tasks, audio, this::whenEnded),
                new ApiInOne(audio));
    }

    /** The name of the provider that the call is for. */
    public Optional<String> provider(Call call) {
        return part(call).map(Part::name);
    }

    public boolean creates(Call call) {
        return part(call).filter(part -> part.creates(call)).isPresent();
    }

    public JsonArray tasks() {
        return tasks.describe();
    }

    public void clear() {
        tasks.clear();
    }

    /** Answers the call, or leaves it open for good, as the faults will have it. */
    public void play(Call call) {
        Part part = part(call).orElseThrow();
        if (!call.authorized()) {
            call.json(401, part.error(401, "Unauthorized", call));
        } else if (part.creates(call)) {
            create(part, call);
        } else {
            part.looksAt(call).ifPresentOrElse(id -> look(part, call, id), () -> part.other(call));
        }
    }

    private void create(Part part, Call call) {
        Part.Reading reading = part.read(call);
        if (reading instanceof Part.Refusal refusal) {
            call.json(refusal.status(), part.error(refusal.status(), refusal.message(), call));
        } else if (reading instanceof Wish wish) {
            try {
                start(part, call, wish, Script.in(wish.words(), part.name()));
            } catch (IllegalArgumentException misspelt) {
                call.json(400, part.error(400, misspelt.getMessage(), call));
            }
        }
    }

    private void start(Part part, Call call, Wish wish, Script script) {
        Optional<Fault> fault = faults.create(part.name(), wish.words(), script);
        if (fault.isPresent() && !fault.get().started()) {
            strike(part, call, fault.get());
            return;
        }
        UUID random = UUID.randomUUID();
        Task task = Task.start(
                part.name(),
                part.newId(wish, random),
                random,
                wish,
                faults.forTask(part.name(), script),
                clock.instant(),
                script.duration().or(() -> duration).orElseGet(() -> believable(wish)));
        tasks.add(task);
        wish.callback().ifPresent(url -> whenEnded(task, () -> callBack(part, task, url)));
        if (fault.isEmpty() || !strike(part, call, fault.get())) {
            part.created(call, task);
        }
    }

    private void callBack(Part part, Task task, String url) {
        if (tasks.find(part.name(), task.id()).isPresent()) {
            part.look(task).onSuccess(body -> callbacks.send(task, url, body));
        }
    }

    private void look(Part part, Call call, String id) {
        Optional<Task> task = tasks.find(part.name(), id);
        boolean answered = faults.strike(task.map(Task::faults).orElse(List.of()), part.name(), Place.LOOK)
                .filter(fault -> strike(part, call, fault))
                .isPresent();
        if (answered) {
            return;
        }
        task.ifPresentOrElse(
                found -> part.look(found).onSuccess(body -> call.json(200, body)),
                () -> call.json(404, part.error(404, "Task not found", call)));
    }

    /** False where the right answer is still to come, to be spoiled on its way out. */
    private boolean strike(Part part, Call call, Fault fault) {
        switch (fault.kind()) {
            case REFUSE, CUT -> call.refuse();
            case HANG -> {}
            case HTML -> call.html(fault.status(502));
            case STATUS -> {
                fault.retryAfter().ifPresent(seconds -> call.header("retry-after", seconds));
                fault.retryDate().ifPresent(seconds -> call.header("retry-after", httpDate(seconds)));
                call.json(fault.status(500), part.error(fault.status(500), "Asked for by a fault", call));
            }
            default -> {
                call.spoil(fault.kind());
                return false;
            }
        }
        return true;
    }

    private String httpDate(int secondsAhead) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                clock.instant().plusSeconds(secondsAhead).atOffset(ZoneOffset.UTC));
    }

    private void whenEnded(Task task, Runnable then) {
        if (!task.has(Kind.ENDLESS)) {
            vertx.setTimer(LATE_MILLIS + task.duration().toMillis(), timer -> then.run());
        }
    }

    /** Six to twelve seconds, always the same for the same words. */
    private static Duration believable(Wish wish) {
        return Duration.ofMillis(6000 + Math.floorMod(wish.words().hashCode(), 6001));
    }

    private Optional<Part> part(Call call) {
        return parts.stream().filter(part -> part.owns(call)).findFirst();
    }
}

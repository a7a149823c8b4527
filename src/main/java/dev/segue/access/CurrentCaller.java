package dev.segue.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.ForbiddenException;

/** Who makes the present request. Take the caller out before going asynchronous: the bean ends with the request. */
@RequestScoped
public class CurrentCaller {

    private Caller caller;
    private String actor;

    /** @throws IllegalStateException where no guarded request is being served */
    public Caller get() {
        if (caller == null) {
            throw new IllegalStateException("nobody has passed the guard");
        }
        return caller;
    }

    public String id() {
        return get().id();
    }

    /** The caller, if it may do that; else the request ends with 403. */
    public Caller get(Scope needed) {
        if (!get().may(needed)) {
            throw new ForbiddenException();
        }
        return get();
    }

    /** As {@link #get(Scope)}, the id alone. */
    public String id(Scope needed) {
        return get(needed).id();
    }

    /** What the caller showed: the id of one of its keys, where it may have several. */
    String actor() {
        get();
        return actor;
    }

    /** For the guard. */
    public void set(Caller admitted, String shown) {
        caller = admitted;
        actor = shown;
    }
}

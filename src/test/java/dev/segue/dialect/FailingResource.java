package dev.segue.dialect;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.ConnectException;

/** Fails below a dialect's path as a resource does whose database is away, or that has a defect. */
@Path("/v2/generate/audio/failing")
@Produces(MediaType.APPLICATION_JSON)
class FailingResource {

    @GET
    @Path("/outage")
    public String outage() throws ConnectException {
        throw new ConnectException("internals of the database");
    }

    @GET
    @Path("/defect")
    public String defect() {
        throw new IllegalStateException("internals of ours");
    }
}

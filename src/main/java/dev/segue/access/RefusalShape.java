package dev.segue.access;

import java.util.Map;

/** How a refusal looks to clients that do not read problem documents. Beans of this type are asked by path. */
public interface RefusalShape {

    /** @param path of the request, normalised */
    boolean speaks(String path);

    /** @return the JSON body; status and headers are the refusal's */
    Map<String, Object> body(Refusal refusal);
}

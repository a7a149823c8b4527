package dev.segue.sandbox.audio;

import dev.segue.sandbox.fault.Armed;
import dev.segue.sandbox.sound.Recipe;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * One audio file of one task.
 *
 * @param name without folder and extension; its variants and its cover are named after it
 * @param faults those of its task
 * @param withdrawn whether moderation has taken it back
 */
public record Item(String provider, String name, Recipe recipe, List<Armed> faults, BooleanSupplier withdrawn) {

    /** Percent-encoded, slash and all: the part of a real address that is easily broken. */
    String path() {
        return AudioHost.ROOT + "music%2F" + name + "." + recipe.format().extension();
    }
}

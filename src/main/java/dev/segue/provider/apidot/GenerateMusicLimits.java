package dev.segue.provider.apidot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How long the texts of APIDot's {@code generate-music} may be, in characters. No document of APIDot's says; the defaults are
 * those of a sister service. Too low, we refuse what would work; too high, APIDot refuses it, at no cost.
 */
@ConfigMapping(prefix = "segue.providers.apidot.generate-music")
public interface GenerateMusicLimits {

    /** The prompt in simple mode. */
    @WithDefault("500")
    int simplePrompt();

    /** The lyrics with {@code mv} V4. */
    @WithDefault("3000")
    int lyricsOnV4();

    /** The lyrics with any other {@code mv}. */
    @WithDefault("5000")
    int lyrics();

    /** The style, which is our prompt, in custom mode with {@code mv} V4. */
    @WithDefault("200")
    int styleOnV4();

    /** The style with any other {@code mv}. */
    @WithDefault("1000")
    int style();

    /** The title with {@code mv} V4 or V4_5ALL. */
    @WithDefault("80")
    int shortTitle();

    /** The title with any other {@code mv}. */
    @WithDefault("100")
    int title();
}

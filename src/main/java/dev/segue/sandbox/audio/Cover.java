package dev.segue.sandbox.audio;

/** A record sleeve in two colours of its own. */
final class Cover {

    private static final String SVG = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">\
            <rect width="100" height="100" fill="hsl(%d 55%% 45%%)"/>\
            <circle cx="50" cy="50" r="34" fill="hsl(%d 60%% 25%%)"/>\
            <circle cx="50" cy="50" r="5" fill="hsl(%d 55%% 45%%)"/></svg>
            """;

    private Cover() {}

    static String svg(String name) {
        int hue = Math.floorMod(name.hashCode(), 360);
        return SVG.formatted(hue, (hue + 140) % 360, hue);
    }
}

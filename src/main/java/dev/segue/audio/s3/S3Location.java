package dev.segue.audio.s3;

import dev.segue.audio.AudioKey;
import dev.segue.audio.AudioLocationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bucket, and what all names in it begin with.
 *
 * @param prefix empty, or ending in a slash
 */
record S3Location(String bucket, String prefix) {

    private static final Pattern SYNTAX = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/([^?#]*))?");

    /** Throws {@link AudioLocationException}. */
    static S3Location parse(String location) {
        Matcher written = SYNTAX.matcher(location);
        if (!written.matches()) {
            throw new AudioLocationException(
                    "segue.audio.location must be s3://bucket or s3://bucket/prefix, or file: and a folder.");
        }
        String prefix = written.group(2) == null ? "" : written.group(2).replaceAll("^/+|/+$", "");
        return new S3Location(written.group(1), prefix.isEmpty() ? "" : prefix + "/");
    }

    String of(AudioKey key) {
        return folder(key.job()) + key.name();
    }

    String folder(String job) {
        AudioKey.requireId(job);
        return prefix + job + "/";
    }
}

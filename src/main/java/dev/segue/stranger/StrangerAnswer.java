package dev.segue.stranger;

/**
 * What came back for a POST; the body is thrown away unread.
 *
 * @param status any HTTP status, redirects included: they are not followed
 * @param retryAfter the header as it came, or null
 */
public record StrangerAnswer(int status, String retryAfter) {}

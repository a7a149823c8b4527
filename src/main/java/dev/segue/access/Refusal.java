package dev.segue.access;

import java.util.Map;

/**
 * Why a request is not let in, or comes to nothing.
 *
 * @param status as HTTP says it
 * @param title the status in words
 * @param detail a sentence for who reads the answer
 * @param headers that go with the answer, such as {@code WWW-Authenticate}
 */
public record Refusal(int status, String title, String detail, Map<String, String> headers) {}

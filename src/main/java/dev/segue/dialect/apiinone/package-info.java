/**
 * This package is API in One's dialect ({@code apiin.one}: the page of MiniMax Music). What its look answers is documented nowhere;
 * here it has the form of the create's answer, and {@code data.output.audio_url} or {@code data.error} in the end.
 */
package dev.segue.dialect.apiinone;

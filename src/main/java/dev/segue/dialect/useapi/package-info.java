/**
 * This package is useapi.net's dialect ({@code useapi.net/docs/api-minimax-v1}: the pages of {@code music}).
 *
 * <p>Its create is a GET that blocks until the song is there. What is patient here is the job: an identical create joins it while it
 * runs, whoever hangs up leaves it running, and who has waited for as long as one may is answered with the song's id alone.
 */
package dev.segue.dialect.useapi;

/**
 * This package speaks useapi.net ({@code useapi.net/docs/api-minimax-v1}: the pages of {@code music}).
 *
 * <p>Its create is a GET that blocks until the song is there, for about a minute, and each account makes one song at a time.
 * Several accounts may stand behind one key.
 */
package dev.segue.provider.useapi;

/**
 * This package remembers what is kept of a completed job besides its audio: waveforms, the cover, and when to ask next whether the provider took
 * the song back.
 */
package dev.segue.custody;

/** This package makes real, playable songs out of words: a melody of their own for each, as mp3, WAV or raw PCM. */
package dev.segue.sandbox.sound;

/** This package measures audio as it passes: how long, which digest, of what kind, and until when its address works. */
package dev.segue.audio.probe;

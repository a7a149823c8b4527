/** This package tells from a file's first bytes of what kind it is and how long it lasts, and from its address until when that works. */
package dev.segue.audio.probe;

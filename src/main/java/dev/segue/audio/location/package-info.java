/** This package chooses where audio is kept, sees that all replicas keep it in the same place, and tells whether that place works. */
package dev.segue.audio.location;

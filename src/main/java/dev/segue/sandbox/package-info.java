/** This package plays the four providers, faults included, on a port of its own. It knows nothing of ours: an independent witness. */
package dev.segue.sandbox;

/** This package keeps audio in a folder. */
package dev.segue.audio.file;

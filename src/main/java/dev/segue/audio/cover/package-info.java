/** This package copies cover images and tells what they are. */
package dev.segue.audio.cover;

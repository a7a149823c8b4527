/** This package copies finished audio from where a provider left it, and keeps it. */
package dev.segue.audio;

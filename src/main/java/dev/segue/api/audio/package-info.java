/** This package hands out a job's audio, whole or in part, with back-pressure. */
package dev.segue.api.audio;

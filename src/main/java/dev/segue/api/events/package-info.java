/** This package is the two streams of events of our REST face. */
package dev.segue.api.events;

/** This package tells listeners that a job moved. */
package dev.segue.events;

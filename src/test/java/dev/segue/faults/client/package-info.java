/** Those who call a fleet: what they ask for, and what they are told. */
package dev.segue.faults.client;

/** This package finds out which completed songs their provider has taken back, and withdraws them here. */
package dev.segue.upkeep.moderation;

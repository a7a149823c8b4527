/** This package learns how long each route takes and says, from that one distribution, how far a task is and when to look next. */
package dev.segue.forecast;

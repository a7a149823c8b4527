/** This package says how long things are kept, and forgets what is older. */
package dev.segue.retention;

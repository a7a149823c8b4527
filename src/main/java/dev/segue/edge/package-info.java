/** This package is the outermost skin: the headers of every answer, queries that are not encoded throughout, and connections that take too
 * long to say what they want. */
package dev.segue.edge;

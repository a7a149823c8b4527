/** This package is the outermost skin: the headers of every answer, and connections that take too long to say what they want. */
package dev.segue.edge;

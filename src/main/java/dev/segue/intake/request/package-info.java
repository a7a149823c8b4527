/** This package reads a create body: strictly by its shape, then by the bounds of what is kept on the job itself. */
package dev.segue.intake.request;

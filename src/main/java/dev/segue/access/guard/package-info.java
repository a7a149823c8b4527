/**
 * This package guards the REST resources: who is it, and may they come in now?
 *
 * <p>Every resource is guarded unless it is named as open here: a new path is closed until somebody decides otherwise.
 */
package dev.segue.access.guard;

/** This package sends nonsense to every operation of the OpenAPI document. */
package dev.segue.fuzz;

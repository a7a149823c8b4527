/** This package is our REST and SSE face: resources only, every answer a Uni or a stream. */
package dev.segue.api;

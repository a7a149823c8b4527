/** This package shows our OpenAPI document. */
package dev.segue.api.document;

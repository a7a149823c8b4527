/** This package is the REST face of keys: issued, listed, rotated and deleted by those who may do everything. */
package dev.segue.api.key;

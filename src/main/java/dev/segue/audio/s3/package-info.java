/**
 * This package keeps audio in a bucket of S3, or of anything that speaks its language. Bytes pass as they come: a file whose length is known is
 * one streamed PUT; only what nobody announced, or is very long, is gathered into parts, a few at a time.
 */
package dev.segue.audio.s3;

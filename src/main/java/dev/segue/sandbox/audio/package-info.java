/** This package plays the host where finished audio lies: signed addresses that expire, ranges, broken downloads. */
package dev.segue.sandbox.audio;

/** This package measures a whole file as its bytes pass: how long it is, its digest, and how loud it is where. */
package dev.segue.audio.meter;

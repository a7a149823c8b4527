/**
 * This package is the port: what we ask of any music provider, and the catalogue of models and routes.
 *
 * <p>A provider is asked two things: to {@linkplain dev.segue.provider.MusicProvider#create create} a song, which is paid and
 * never repeated, and to {@linkplain dev.segue.provider.MusicProvider#look look} at a task, which is free and repeated at will.
 */
package dev.segue.provider;
